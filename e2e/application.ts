import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signUp } from '@/e2e/sign-up';
import { findFreePort } from '@/lib/db/free-port';

/** Signs the deliveries that the tests send. */
export const webhookSecret = 'a secret of the end-to-end tests';

// Chosen once a run, by the first process; its workers, and the commands that tests run, inherit it.
if (process.env.E2E_URL === undefined) {
  const port = await findFreePort();
  // By this name all clients send cookies that are for secure connections alone.
  process.env.E2E_URL = `http://localhost:${port}`;
  process.env.PORT = String(port);
  process.env.HOST = '127.0.0.1';
  process.env.AFTERMERGE_DATA = join(tmpdir(), `aftermerge-e2e-${randomUUID()}`);
  process.env.GITHUB_WEBHOOK_SECRET = webhookSecret;
  delete process.env.DATABASE_URL;
}

/** Where the application under test answers. */
export const applicationUrl = process.env.E2E_URL;

/** The cookies of the first administrator, whom all tests are unless they say otherwise. */
export const administratorState = join(process.env.AFTERMERGE_DATA ?? '', 'administrator.json');

/** The address that makes the first administrator, whole. */
const firstLink = /\/join#([\w-]{43})\s/;

/** Starts the application as a person does, on data of its own; answers with what ends it. */
export default async function startApplication(): Promise<() => Promise<void>> {
  const dataFolder = process.env.AFTERMERGE_DATA ?? '';
  mkdirSync(dataFolder);
  // As root PostgreSQL runs as another user, who must get in.
  chmodSync(dataFolder, 0o755);
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches the tests, which then end it in order.
    detached: true,
  });
  let said = '';
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said = `${said}${chunk}`.slice(-10_000);
        if (firstLink.test(said)) resolve();
      });
    }
  });
  const ended = once(child, 'exit');
  await Promise.race([
    ready,
    ended.then(() => {
      throw new Error(`The application ended before it was ready:\n${said}`);
    }),
  ]);
  const [, key = ''] = firstLink.exec(said) ?? [];
  const administrator = { name: 'Administrator', email: 'admin@example.org' };
  writeFileSync(administratorState, JSON.stringify(await signUp(key, administrator)));
  return async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataFolder, { recursive: true });
  };
}
