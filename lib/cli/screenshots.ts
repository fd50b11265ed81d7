import { takeScreenshots } from '@/e2e/screenshots/screenshots';
import { runCommand } from '@/lib/cli/run-command';

await runCommand(takeScreenshots);
