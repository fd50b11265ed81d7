import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimAddress, urlOf } from '@/lib/cli/web-server';

/** A fresh clone to an answered page, then the second start. */
export default async function startBench(): Promise<void> {
  const clone = mkdtempSync(join(tmpdir(), 'aftermerge-start-'));
  try {
    execFileSync('git', ['clone', '--quiet', '.', clone]);
    console.log(`fresh clone   ${await startOnce(clone)} s until a page answers (bar: 150)`);
    console.log(`second start  ${await startOnce(clone)} s until a page answers (bar: 5)`);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

async function startOnce(cwd: string): Promise<string> {
  const address = await claimAddress({ host: '127.0.0.1', port: 0 });
  const startedAt = performance.now();
  const app = spawn('npm', ['start'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(address.port), AFTERMERGE_DATA: '', DATABASE_URL: '' },
  });
  const ended = once(app, 'exit');
  const early = ended.then(() => {
    throw new Error('npm start ended before a page answered');
  });
  await Promise.race([answered(urlOf(address)), early]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  early.catch(() => {});
  app.kill('SIGTERM');
  await ended;
  return seconds;
}

async function answered(url: string): Promise<void> {
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  )
    await sleep(50);
}
