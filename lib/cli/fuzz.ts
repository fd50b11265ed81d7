import { randomInt } from 'node:crypto';
import { fuzz } from '@/e2e/fuzz/fuzz';
import { runCommand } from '@/lib/cli/run-command';

const [count = '20000', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);
await runCommand(() => fuzz(Number(count), Number(seed), console.log));
