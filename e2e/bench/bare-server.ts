import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { claimAddress, urlOf } from '@/lib/cli/web-server';
import { childEnvironment } from '@/lib/env';

const folder = fileURLToPath(new URL('bare/', import.meta.url));

/** A Next application of one route that does nothing, built and started for as long as the work takes. */
export async function bareServer(work: (url: string) => Promise<void>): Promise<void> {
  const next = fileURLToPath(new URL('../../node_modules/next/dist/bin/next', import.meta.url));
  const env = childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
  execFileSync(process.execPath, [next, 'build', folder], { env, stdio: 'ignore' });
  const address = await claimAddress({ host: '127.0.0.1', port: 0 });
  const args = [next, 'start', folder, '--hostname', address.host, '--port', String(address.port)];
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  try {
    await answers(`${urlOf(address)}/bare`);
    await work(urlOf(address));
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (await fetch(url, { method: 'POST' }).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the bare application did not answer');
}
