import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextProgram } from '@/lib/cli/build';
import { childEnvironment } from '@/lib/env';
import { Problem } from '@/lib/problem';

export type Address = { host: string; port: number };

export type WebServer = {
  /** Settles when the server has ended, with its exit code or signal. */
  ended: Promise<string>;
  /**
   * Lets it serve on for a while in which /readyz says that it will stop; then it takes no more connections
   * and ends once the requests at hand are answered.
   */
  stop(drainSeconds?: number): Promise<void>;
};

const readyTimeoutMs = 60_000;
/** The slowest body is cut before that. */
const stopTimeoutMs = 25_000;
/** What the server needs before Next is loaded. */
const preload = new URL('./web-preload.mjs', import.meta.url).href;
/** What one answer is made of fits the young generation, so that the collector need not move it around. */
const roomForAnswers = '--max-semi-space-size=64';

/** Throws, saying what to do, where nobody can listen at the address. Answers with a port for port 0. */
export async function claimAddress({ host, port }: Address): Promise<Address> {
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw addressProblem({ host, port }, error);
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return { host, port: typeof address === 'object' && address ? address.port : port };
}

function addressProblem({ host, port }: Address, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new Problem(
        `Port ${port} is taken: stop the program that listens on it, or choose another one with PORT=${port + 1} npm start.`,
      );
    case 'EACCES':
      return new Problem(
        `This user may not listen on port ${port}: choose one above 1023 with PORT=3000 npm start.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Problem(`HOST ${host} is not an address of this machine: correct or unset it.`);
    default:
      return error;
  }
}

/** The address as a browser on this machine finds it. */
export function urlOf({ host, port }: Address): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host];
  return `http://${reachable ?? (host.includes(':') ? `[${host}]` : host)}:${port}`;
}

/** Starts the built web application; returns once it answers. */
export async function startWebServer(
  address: Address,
  environment: Record<string, string>,
): Promise<WebServer> {
  const child = fork(
    nextProgram,
    ['start', '--hostname', address.host, '--port', String(address.port)],
    {
      execArgv: ['--import', preload, roomForAnswers],
      env: childEnvironment({ NEXT_TELEMETRY_DISABLED: '1', ...environment }),
      // A group of its own: Ctrl-C reaches us, and we stop it in order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? `exit code ${code}`));
  const words = keepWords(child);
  const early = ended.then(() => {
    throw new Error(`The web server ended before it answered:\n${words()}`);
  });
  try {
    await Promise.race([answers(urlOf(address)), early]);
  } catch (error) {
    await stop(child);
    throw error;
  }
  early.catch(() => {});
  // What it says from now on is its log.
  child.stdout?.pipe(process.stdout);
  child.stderr?.pipe(process.stderr);
  return { ended, stop: (drainSeconds) => stop(child, drainSeconds) };
}

/** Reads along; answers with how to get the end of what was said. */
function keepWords(child: ChildProcess): () => string {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-2_000);
    });
  }
  return () => words.trim();
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response) return;
    await sleep(50);
  }
  throw new Error(`The web server did not answer within ${readyTimeoutMs / 1000} seconds.`);
}

async function stop(child: ChildProcess, drainSeconds = 0): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (drainSeconds > 0) {
    child.send('stopping');
    await Promise.race([sleep(drainSeconds * 1_000), exited]);
  }
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await exited;
  clearTimeout(timer);
}
