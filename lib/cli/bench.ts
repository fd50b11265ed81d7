import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { runCommand } from '@/lib/cli/run-command';
import { Problem } from '@/lib/problem';

const folder = fileURLToPath(new URL('../../e2e/bench/', import.meta.url));
const Bench = z.object({
  default: z.custom<(args: string[]) => Promise<void>>((told) => typeof told === 'function'),
});

/** Runs one bench by its name: a file of e2e/bench that has a default export. */
async function bench([name, ...args]: string[]): Promise<void> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));
  if (name === undefined || !names.includes(name)) {
    throw new Problem(`Name the bench: npm run bench -- ${names.join(' | ')}`);
  }
  await Bench.parse(await import(`${folder}${name}.bench.ts`)).default(args);
}

await runCommand(() => bench(process.argv.slice(2)));
