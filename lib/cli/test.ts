import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { findBrowser, installBrowser } from '@/lib/cli/browser';
import { buildIfStale } from '@/lib/cli/build';
import { runCommand } from '@/lib/cli/run-command';
import {
  type Counts,
  readPlaywrightReport,
  readVitestReport,
  sumCounts,
  withExitCode,
} from '@/lib/cli/test-counts';
import { childEnvironment } from '@/lib/env';
import { Problem } from '@/lib/problem';

const reports = mkdtempSync(join(tmpdir(), 'aftermerge-reports-'));
const AuditReport = z.object({
  metadata: z.object({
    vulnerabilities: z.object({ high: z.int(), critical: z.int(), total: z.int() }),
  }),
});
const passed: Counts = { passed: 1, failed: 0 };
const failed: Counts = { passed: 0, failed: 1 };

/** Every check there is, one after the other; all of them, whatever failed before. */
async function test(): Promise<void> {
  const counts: Counts[] = [];
  try {
    for (const check of [types, lint, deadCode, dependencies, unitAndDatabase, endToEnd]) {
      counts.push(await check());
    }
  } finally {
    rmSync(reports, { recursive: true });
  }
  const sum = sumCounts(counts);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  if (sum.failed > 0) process.exitCode = 1;
}

async function types(): Promise<Counts> {
  title('Types');
  // Makes next-env.d.ts and the types of the routes, which git does not keep.
  const generated = await run('next', ['typegen'], { NEXT_TELEMETRY_DISABLED: '1' });
  return generated === 0 ? one(await run('tsc', ['--project', '.'])) : failed;
}

async function lint(): Promise<Counts> {
  title('Lint and format');
  return one(await run('biome', ['check', '.']));
}

async function deadCode(): Promise<Counts> {
  title('Dead code');
  return one(await run('knip', ['--no-progress']));
}

/** What is known of the packages that the application runs on; nothing, where the registry does not tell. */
async function dependencies(): Promise<Counts> {
  title('Dependencies');
  const { status, stdout } = spawnSync(
    'npm',
    ['audit', '--omit=dev', '--audit-level=high', '--json'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { data } = AuditReport.safeParse(parsed(stdout));
  if (data === undefined) {
    console.log('skipped: the registry did not answer the audit');
    return { passed: 0, failed: 0 };
  }
  const { high, critical, total } = data.metadata.vulnerabilities;
  console.log(`${high + critical} high or critical of ${total} known vulnerabilities`);
  return one(status ?? 1);
}

async function unitAndDatabase(): Promise<Counts> {
  title('Unit and database tests');
  const report = join(reports, 'vitest.json');
  const code = await run('vitest', [
    ...['run', '--config', 'lib/vitest.config.ts'],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
  ]);
  return withExitCode(readReport(report, readVitestReport), code);
}

async function endToEnd(): Promise<Counts> {
  title('End-to-end tests');
  try {
    await buildIfStale(console.log);
    const browser = findBrowser() ?? installBrowser();
    console.log(`Browser: ${browser.path} (${browser.from})`);
    const report = join(reports, 'playwright.json');
    const code = await run(
      'playwright',
      ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
      { CHROMIUM_PATH: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    );
    return withExitCode(readReport(report, readPlaywrightReport), code);
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    return failed;
  }
}

/** What a text says as JSON; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function title(text: string): void {
  console.log(`\n── ${text}`);
}

function one(code: number): Counts {
  return code === 0 ? passed : failed;
}

function readReport(file: string, read: (report: unknown) => Counts): Counts {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 };
}

/** Runs a program of node_modules with its output on ours; answers with its exit code. */
async function run(
  program: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, [join('node_modules', '.bin', program), ...args], {
    env: childEnvironment(environment),
    stdio: 'inherit',
  });
  // Once told to end, all of them tidy up behind them; we end after them.
  const end = (signal: NodeJS.Signals) => child.kill(signal);
  const ignore = () => {};
  process.on('SIGTERM', end).on('SIGINT', ignore);
  await once(child, 'exit');
  process.off('SIGTERM', end).off('SIGINT', ignore);
  if (child.signalCode !== null) throw new Problem(`${program} was ended by ${child.signalCode}.`);
  return child.exitCode ?? 1;
}

await runCommand(test);
