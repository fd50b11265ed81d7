import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { served } from '@/e2e/bench/served';
import { askersOf, password } from '@/e2e/fuzz/askers';
import { contentsOf, harmIn, trailUpTo } from '@/e2e/fuzz/harm';
import { type HostileRequest, hostileRequests, readAsks } from '@/e2e/fuzz/hostile-requests';
import { poolOf } from '@/e2e/fuzz/pool';
import { emptyQueue, endsOf, judgeAnew, startQueue } from '@/e2e/fuzz/queue';
import { addSources, webhookSecret } from '@/e2e/fuzz/senders';
import { StatusTable } from '@/e2e/fuzz/status-table';
import { hidden, plantUnseen, target, untold } from '@/e2e/fuzz/unseen';
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
 * and one at one that is not, as members of each role, tools of each scope and nobody in turn;
 * meanwhile what providers send is delivered, with some of it changed, and applied.
 * @throws Problem with the first answers that are 5xx or tell of the inside or of what the asker does not see, or
 * where the data is harmed, or a delivery is neither applied nor set aside with a reason, or where
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
  await plantUnseen(database);
  const webhooks = await addSources(database);
  const askers = await askersOf(url, database);
  const secrets = [password, ...askers.flatMap(({ secret }) => secret ?? [])];
  const authPaths = Object.values(makeAuth(database).api).map(({ path }) => path);
  const arbitrary = hostileRequests(await readAsks(), authPaths, pool, webhooks);
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
      const drawn = requests[at];
      const asker = askers[at % askers.length];
      if (drawn === undefined || asker === undefined) continue;
      const one = asker.isNarrow && !drawn.prove && at % 4 < 2 ? askingForHidden(drawn) : drawn;
      const { place, method, path } = one;
      if (longWork.has(place) && asker.name === 'admin') continue;
      // Where somebody signs out, they are out: others do that with no session to lose.
      const isAuth = place.endsWith('/api/auth/[...all]');
      const own = one.prove?.() ?? (isAuth ? { origin: url } : asker.headers);
      const headers = { ...one.headers, ...own };
      const sent = { ...one, headers };
      const answer = await send(agent, url, sent, addressOf(at));
      const isOwn = !isAuth && one.prove === undefined;
      table.count(isOwn ? asker.name : isAuth ? 'signing in' : 'senders', answer.status);
      if (answer.status < 400) for (const name of touchesOf(place)) touched.add(name);
      // Pages know no tokens: to them a tool is nobody, who sees all where the server is open to read.
      const isNarrow = asker.isNarrow && isOwn && !(answer.isPage && headers.authorization);
      const wrong = wrongIn(answer, isNarrow ? [...secrets, ...untold] : secrets);
      if (wrong === undefined) continue;
      const sentBody = one.body?.toString().slice(0, 300) ?? '';
      faults.push(`${method} ${path.slice(0, 300)} ${sentBody} as ${asker.name}: ${wrong}`);
    }
  };
  const stop = startQueue(database);
  await Promise.all(Array.from({ length: atOnce }, worker)).finally(stop);
  agent.destroy();
  faults.push(...(await emptyQueue(database)));
  say(`Deliveries: ${await endsOf(database)}.`);
  say(`${isOpen ? 'Open to read' : 'Closed'}:\n${table.lines().join('\n')}`);
  faults.push(...harmIn(before, await contentsOf(database), touched), ...table.faults());
  if ((await trailUpTo(database, last)) !== trail) faults.push('The audit trail was rewritten.');
  // Last, for it may change the sample rightly.
  await judgeAnew(database);
  await contentsOf(database);
  const alive = await fetch(`${url}/readyz`);
  if (!alive.ok) faults.push(`The server is not ready any more: ${alive.status}.`);
  return faults;
}

/** The same of a repository that the asker does not see. */
function askingForHidden(one: HostileRequest): HostileRequest {
  const hide = (text: string) =>
    text
      .replaceAll(target, hidden)
      .replaceAll(encodeURIComponent(target), encodeURIComponent(hidden));
  const body = one.body?.includes(target) ? Buffer.from(hide(one.body.toString())) : one.body;
  return { ...one, path: hide(one.path), body };
}

/** What is wrong with an answer: its beginning, or what stands around a text that must not be in it. */
function wrongIn({ status, text, isPage }: Answer, kept: readonly string[]): string | undefined {
  const told = kept.find((one) => text.includes(one));
  if (told !== undefined) {
    const at = Math.max(0, text.indexOf(told) - 150);
    return `${status} tells of ${told}: ${text.slice(at, at + 300)}`;
  }
  const isWrong = status >= 500 || leaks.test(text) || (isPage && slipped.test(text));
  return isWrong ? `${status} ${text.slice(0, 300)}` : undefined;
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
