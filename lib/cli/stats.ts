import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { runCommand } from '@/lib/cli/run-command';
import { methods } from '@/lib/cli/stats-methods/methods';
import { Problem } from '@/lib/problem';

const Cases = z.array(z.object({ name: z.string(), method: z.string(), inputs: z.unknown() }));

/** Computes every case of a file and prints one line of JSON a case. Exit code 1 if one was refused. */
async function stats([path]: string[]): Promise<void> {
  if (path === undefined) throw new Problem('Name the cases: npm run stats -- cases.json');
  for (const { name, method, inputs } of await read(path)) {
    const found = computed(method, inputs);
    if ('error' in found) process.exitCode = 1;
    console.log(JSON.stringify({ name, ...found }, inWords));
  }
}

async function read(path: string): Promise<z.output<typeof Cases>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Problem(`${path} cannot be read.`);
  });
  try {
    return z.parse(Cases, JSON.parse(text));
  } catch {
    throw new Problem(`${path} is no JSON array of {name, method, inputs}.`);
  }
}

/** The output, or null with what is wrong with the inputs. */
function computed(name: string, inputs: unknown) {
  const method = methods[name];
  if (method === undefined) return { output: null, error: `there is no method ${name}` };
  try {
    return { output: method(inputs) };
  } catch (error) {
    return { output: null, error: wordsOf(error) };
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof z.core.$ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

/** JSON has no infinite numbers. */
function inWords(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

await runCommand(() => stats(process.argv.slice(2)));
