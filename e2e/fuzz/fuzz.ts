import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { served } from '@/e2e/bench/served';
import { askersOf, password } from '@/e2e/fuzz/askers';
import { contentsOf, harmIn, trailUpTo } from '@/e2e/fuzz/harm';
import {
  type HostileRequest,
  hostileRequests,
  readAsks,
  webhookSecret,
} from '@/e2e/fuzz/hostile-requests';
import { poolOf } from '@/e2e/fuzz/pool';
import { StatusTable } from '@/e2e/fuzz/status-table';
import { writing } from '@/e2e/fuzz/writing';
import { makeAuth } from '@/lib/access/auth';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Problem } from '@/lib/problem';
import { loadSample } from '@/lib/sample/load';

const atOnce = 16;
/** Words that only the inside of a server knows. */
const leaks =
  /\n\s+at .+:\d+:\d+|node_modules|PrismaClient|prisma\.|ECONNREFUSED|relation "|syntax error at|root:x:0/;
/** Markup of ours that stands in a page as markup. */
const slipped = /<script>alert\(|<img src=x onerror/;
/** Nothing but whether it loads or goes is in them, which takes long: those who may not are refused. */
const longWork: ReadonlySet<string> = new Set(['POST /api/v1/sample', 'DELETE /api/v1/sample']);

/**
 * Throws so many hostile requests at every row of the table of rules, one half at a server that is open to read
 * and one at one that is not, as members of each role, tools of each scope and nobody in turn.
 * @throws Problem with the first answers that are 5xx or tell of the inside, or where the data is harmed, or where
 * most requests came to nothing.
 */
export async function fuzz(
  count: number,
  seed: number,
  say: (line: string) => void,
): Promise<void> {
  say(`${count} requests with the seed ${seed}.`);
  const halves = [
    { isOpen: false, count: Math.ceil(count / 2), seed },
    { isOpen: true, count: Math.floor(count / 2), seed: seed + 1 },
  ];
  for (const half of halves) {
    const environment = {
      GITHUB_WEBHOOK_SECRET: webhookSecret,
      // Says what an answer of 500 does not.
      LOG_LEVEL: 'error',
      ...(half.isOpen && { AFTERMERGE_OPEN: '1' }),
    };
    await served(async (url, database) => {
      const faults = await fuzzOne(url, database, half, say);
      if (faults.length === 0) return;
      throw new Problem(
        `${faults.length} faults with the seed ${seed}:\n${faults.slice(0, 20).join('\n')}`,
      );
    }, environment);
  }
  say('No answer was 5xx, none told of the inside or of a secret, and the data is what it was.');
}

async function fuzzOne(
  url: string,
  database: PrismaClient,
  { isOpen, count, seed }: { isOpen: boolean; count: number; seed: number },
  say: (line: string) => void,
): Promise<string[]> {
  await loadSample(database, { until: '2026-06-30', scale: 0.05 });
  const pool = await poolOf(database);
  const askers = await askersOf(url, database);
  const secrets = [password, ...askers.flatMap(({ secret }) => secret ?? [])];
  const authPaths = Object.values(makeAuth(database).api).map(({ path }) => path);
  const arbitrary = hostileRequests(await readAsks(), authPaths, pool);
  const requests = fc.sample(arbitrary, { seed, numRuns: count });
  // What counts the refusals of the environment's source is there from the first of them on.
  const refused = { 'x-github-event': 'ping', 'x-github-delivery': 'refused' };
  await fetch(`${url}/api/webhooks/github`, { method: 'POST', headers: refused, body: '{}' });
  const before = await contentsOf(database);
  const last = (await database.auditEntry.aggregate({ _max: { id: true } }))._max.id ?? 0n;
  const trail = await trailUpTo(database, last);
  const table = new StatusTable();
  const touched = new Set<string>();
  const faults: string[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const one = requests[at];
      const asker = askers[at % askers.length];
      if (one === undefined || asker === undefined) continue;
      const { place, method, path } = one;
      if (longWork.has(place) && asker.name === 'admin') continue;
      // Where somebody signs out, they are out: others do that with no session to lose.
      const isAuth = place.endsWith('/api/auth/[...all]');
      const headers = { ...one.headers, ...(isAuth ? { origin: url } : asker.headers) };
      const sent = { ...one, headers };
      const { status, text, isPage } = await send(agent, url, sent, addressOf(at));
      table.count(isAuth ? 'signing in' : asker.name, status);
      if (status < 400) for (const name of touchesOf(place)) touched.add(name);
      const told = secrets.find((secret) => text.includes(secret));
      if (status >= 500 || leaks.test(text) || told || (isPage && slipped.test(text))) {
        faults.push(
          `${method} ${path.slice(0, 300)} ${one.body?.toString().slice(0, 300) ?? ''} as ${asker.name}: ${status} ${text.slice(0, 300)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  agent.destroy();
  say(`${isOpen ? 'Open to read' : 'Closed'}:\n${table.lines().join('\n')}`);
  faults.push(...harmIn(before, await contentsOf(database), touched), ...table.faults());
  if ((await trailUpTo(database, last)) !== trail) faults.push('The audit trail was rewritten.');
  const alive = await fetch(`${url}/readyz`);
  if (!alive.ok) faults.push(`The server is not ready any more: ${alive.status}.`);
  return faults;
}

const touchesBy = new Map(Object.entries(writing));
const touchesOf = (place: string) => touchesBy.get(place)?.touches ?? [];

/** Many addresses of this machine, so that no one of them uses up what it may ask. */
const addressOf = (at: number) => `127.0.${1 + (Math.floor(at / 200) % 200)}.${1 + (at % 200)}`;

interface Answer {
  status: number;
  text: string;
  isPage: boolean;
}

function send(
  agent: Agent,
  url: string,
  { method, path, headers, body }: HostileRequest,
  localAddress: string,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    // Node tells it by itself of some methods alone: without it, a body is taken for the next request.
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const told = { ...headers, ...length };
    const options = { agent, hostname, port, method, path, headers: told, localAddress };
    const sent = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(parts).toString(),
          isPage: response.headers['content-type']?.startsWith('text/html') ?? false,
        }),
      );
    });
    // A server that hangs up in the middle of a body that it refuses has answered.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE'
        ? resolve({ status: 0, text: '', isPage: false })
        : reject(error),
    );
    sent.end(body);
  });
}
