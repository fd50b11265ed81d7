import { chaos } from '@/e2e/chaos/chaos';
import { runCommand } from '@/lib/cli/run-command';
import { Problem } from '@/lib/problem';

const asked = process.argv[2] ?? String(Date.now() % 1_000_000);

await runCommand(async () => {
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed)) throw new Problem(`The seed must be a whole number: ${asked}.`);
  await chaos(seed);
});
