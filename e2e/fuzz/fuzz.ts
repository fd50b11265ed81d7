import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { served } from '@/e2e/bench/served';
import { type HostileRequest, hostileRequest } from '@/e2e/fuzz/hostile-requests';
import { makeLink } from '@/lib/access/one-time-links';
import { createToken } from '@/lib/access/tokens';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Problem } from '@/lib/problem';
import { loadSample } from '@/lib/sample/load';

const atOnce = 16;
const password = 'only for the fuzzer 91c4e';
/** Words that only the inside of a server knows. */
const leaks =
  /\n\s+at .+:\d+:\d+|node_modules|PrismaClient|prisma\.|ECONNREFUSED|relation "|syntax error at/;

/**
 * Throws so many hostile requests at every endpoint, as an administrator, a tool and nobody in turn.
 * @throws Problem with the first answers that are 5xx or tell of the inside, or where the data is harmed.
 */
export async function fuzz(
  count: number,
  seed: number,
  say: (line: string) => void,
): Promise<void> {
  await served(async (url, database) => {
    await loadSample(database, { until: '2026-06-30', scale: 0.05 });
    const proofs = await proofsOf(url, database);
    const { administrator, tool } = proofs;
    const secrets = [administrator.cookie, tool.authorization, password];
    const before = await countAll(database);
    const requests = fc.sample(hostileRequest, { seed, numRuns: count });
    const statuses = new Map<number, number>();
    const faults: string[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
    const kinds = Object.values(proofs);
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < requests.length; at = next++) {
        const one = requests[at];
        const proof = kinds[at % kinds.length];
        if (one === undefined || proof === undefined) continue;
        const { status, text } = await send(agent, url, {
          ...one,
          headers: { ...one.headers, ...proof },
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const told = secrets.find((secret) => text.includes(secret));
        if (status >= 500 || leaks.test(text) || told !== undefined) {
          faults.push(`${one.method} ${one.path.slice(0, 200)}: ${status} ${text.slice(0, 300)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    agent.destroy();
    const told = [...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, times]) => `${times} × ${status}`);
    say(`${requests.length} requests (seed ${seed}): ${told.join(', ')}`);
    const after = await countAll(database);
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      faults.push(
        `The data is not what it was: ${JSON.stringify(before)}, now ${JSON.stringify(after)}`,
      );
    }
    const alive = await fetch(`${url}/readyz`);
    if (!alive.ok) faults.push(`The server is not ready any more: ${alive.status}.`);
    if (faults.length > 0) {
      throw new Problem(`${faults.length} faults:\n${faults.slice(0, 20).join('\n')}`);
    }
    say('No answer was 5xx, none told of the inside or of a secret, and the data is what it was.');
  });
}

/** How each of three asks: as an administrator, as a tool, and as nobody. */
async function proofsOf(url: string, database: PrismaClient) {
  const key = await makeLink(
    database,
    { purpose: 'first', role: 'admin', madeBy: 'fuzz' },
    new Date(),
  );
  const email = `${randomUUID()}@example.org`;
  const headers = { 'content-type': 'application/json', origin: url };
  const post = (path: string, told: object) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(told) });
  await post('/api/v1/join', { key, name: 'Fuzz', email, password });
  const signedIn = await post('/api/auth/sign-in/email', { email, password });
  const [cookie = ''] = signedIn.headers.get('set-cookie')?.split(';') ?? [];
  if (cookie === '') throw new Problem(`Nobody could sign in: ${await signedIn.text()}`);
  const draft = { name: 'fuzz', scopes: ['post', 'read'] } as const;
  const { token } = await createToken(database, draft, 'fuzz');
  return {
    administrator: { cookie, origin: url },
    tool: { authorization: `Bearer ${token}` },
    nobody: {},
  };
}

/** What must not have changed by any of it. */
async function countAll(database: PrismaClient) {
  const [changes, regressions, repositories, people, rules] = await Promise.all([
    database.change.count(),
    database.regression.count(),
    database.repository.count(),
    database.user.count(),
    database.rule.count(),
  ]);
  return { changes, regressions, repositories, people, rules };
}

function send(
  agent: Agent,
  url: string,
  { method, path, headers, body }: HostileRequest,
): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    // A server that hangs up in the middle of a body that it refuses has answered.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE'
        ? resolve({ status: 0, text: '' })
        : reject(error),
    );
    sent.end(body);
  });
}
