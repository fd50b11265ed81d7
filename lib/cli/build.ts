import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash, withLock } from '@/lib/cli/lock.mjs';
import { storageCause } from '@/lib/db/storage-problem';
import { childEnvironment } from '@/lib/env';
import { Problem } from '@/lib/problem';

const folders = ['app', 'components', 'lib'];
const files = [
  'instrumentation.ts',
  'proxy.ts',
  'prisma/schema.prisma',
  'next.config.ts',
  'tsconfig.json',
  'package-lock.json',
];
/** What a build was made from; inside the build, so that they come and go together. */
const marker = '.next/made-from';
export const nextProgram = 'node_modules/next/dist/bin/next';

/** Builds the web application in the present folder, unless the build there was made from these very files. */
export async function buildIfStale(report: (line: string) => void): Promise<void> {
  const sources = hashSources();
  if (builtFrom() === sources) return;
  await withLock('.', 'build', async () => {
    if (builtFrom() === sources) return;
    report('Building the web application …');
    try {
      rmSync(marker, { force: true });
      await build();
      writeFileSync(marker, sources);
    } catch (error) {
      throw buildProblem(error);
    }
  });
}

function buildProblem(error: unknown): unknown {
  const cause = storageCause(error instanceof Error ? error.message : String(error));
  return cause ? new Problem(`Cannot write the build to .next: ${cause}.`) : error;
}

function builtFrom(): string | undefined {
  return existsSync(marker) ? readFileSync(marker, 'utf8') : undefined;
}

function hashSources(): string {
  const sources = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter(isBuilt),
  );
  const all = [...sources.sort(), ...files];
  return hash(...all.flatMap((file) => [file, readFileSync(file)]));
}

/** Whether a source file can end up in the build. The generated client follows from the schema. */
export function isBuilt(file: string): boolean {
  return !/\.test\.tsx?$/.test(file) && !file.startsWith(join('lib', 'db', 'generated'));
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, [nextProgram, 'build'], {
    env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  const { code, output } = await outcome(child);
  process.off('exit', endWithUs);
  if (code !== 0) throw new Problem(`The build failed:\n${output.trim()}`);
}

async function outcome(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, output };
}
