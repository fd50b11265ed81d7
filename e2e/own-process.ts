import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { findFreePort } from '@/lib/db/free-port';

/** The application as one more process, on a database that it does not bring itself, with the secret of all tests. */
export interface OwnProcess {
  url: string;
  /** What it has printed up to now, its log included. */
  said(): string;
  /** The status of /readyz; 0 where it takes no connection. */
  readiness(): Promise<number>;
  /** Tells it to end. */
  tell(): void;
  /** Its exit code and signal, once it has ended. */
  ended: Promise<unknown[]>;
}

/** Starts the application with these variables besides ours; returns once it is ready. */
export async function startOwnProcess(environment: Record<string, string>): Promise<OwnProcess> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'start'], {
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-1_000_000);
    });
  }
  const readiness = () =>
    fetch(`${url}/readyz`).then(
      ({ status }) => status,
      () => 0,
    );
  const started = { url, said: () => said, readiness, ended: once(child, 'exit') };
  const tell = () => child.kill('SIGTERM');
  await expect.poll(readiness, { timeout: 60_000 }).toBe(200);
  return { ...started, tell };
}
