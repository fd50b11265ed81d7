import { type APIRequestContext, expect, request, test } from '@playwright/test';
import { poster } from '@/e2e/bench/requests';
import { type Answered, addSenders, drained, judge, keyOf } from '@/e2e/chaos/chaos';
import { makeDeliveries } from '@/e2e/chaos/deliveries';
import { type OwnProcess, startOwnProcess } from '@/e2e/own-process';
import { password } from '@/e2e/sign-up';
import { sessionCookie } from '@/lib/access/session-cookie';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { keyOf as limitKeyOf } from '@/lib/http/limits';

// In order: what is limited stays limited for a while.
test.describe.configure({ mode: 'serial' });

let database: Awaited<ReturnType<typeof openTemporaryDatabase>>;
let prisma: PrismaClient;
let both: [OwnProcess, OwnProcess];
let clients: [APIRequestContext, APIRequestContext];

test.beforeAll(async () => {
  test.slow();
  database = await openTemporaryDatabase();
  prisma = connect(database.url);
  const environment = { DATABASE_URL: database.url, LOG_LEVEL: 'silent' };
  both = await Promise.all([startOwnProcess(environment), startOwnProcess(environment)]);
  clients = await Promise.all([clientOf(both[0]), clientOf(both[1])]);
});

test.afterAll(async () => {
  await Promise.all(clients.map((client) => client.dispose()));
  for (const one of both) one.tell();
  await Promise.all(both.map(({ ended }) => ended));
  await prisma.$disconnect();
  await database.release();
});

/** Somebody whom the process does not know yet, on its own pages. */
const clientOf = ({ url }: OwnProcess, cookies: Cookies = []) =>
  request.newContext({
    baseURL: url,
    storageState: { cookies, origins: [] },
    extraHTTPHeaders: { origin: url },
  });
type Cookies = Awaited<ReturnType<APIRequestContext['storageState']>>['cookies'];

const person = { name: 'Ada', email: 'ada@example.org', password };

test('a one-time link opens once, whichever process is asked', async () => {
  await expect.poll(() => both[0].said()).toContain('/join#');
  const [, key = ''] = /\/join#([\w-]{43})\s/.exec(both[0].said()) ?? [];
  const joined = await Promise.all(
    [...clients, ...clients].map((client) =>
      client.post('/api/v1/join', { data: { key, ...person } }),
    ),
  );
  expect(joined.map((one) => one.status()).filter((status) => status < 300)).toHaveLength(1);
  expect(await prisma.user.count()).toBe(1);
});

test('a session of the one is a session of the other, and ends at both', async () => {
  const [first, second] = clients;
  const { email } = person;
  const signedIn = await first.post('/api/auth/sign-in/email', { data: { email, password } });
  expect(signedIn.status()).toBe(200);
  const elsewhere = await clientOf(both[1], (await first.storageState()).cookies);
  expect((await elsewhere.get('/api/v1/status')).status()).toBe(200);
  expect((await second.get('/api/v1/status')).status()).toBe(401);
  expect((await elsewhere.post('/api/auth/sign-out', { data: {} })).status()).toBe(200);
  expect((await first.get('/api/v1/status')).status()).toBe(401);
  await elsewhere.dispose();
});

test('limits count what both are asked', async () => {
  const data = { email: 'somebody@example.org', password: 'no word of theirs' };
  const attempts = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      clients[index % 2 === 0 ? 0 : 1].post('/api/auth/sign-in/email', { data }),
    ),
  );
  const refused = attempts.filter((one) => one.status() === 429);
  expect(attempts.length - refused.length).toBe(10);
  for (const one of refused) expect(Number(one.headers()['retry-after'])).toBeGreaterThan(0);
});

test('pages that are opened without end are refused by both, and say when to come back', async () => {
  const value = 'whoever.opens-so-many';
  const key = `page-session:${limitKeyOf(value)}`;
  const expire = Date.now() + 60_000;
  await prisma.rateLimit.create({ data: { key, points: 3_000, expire } });
  const headers = { cookie: `${sessionCookie}=${value}` };
  for (const client of clients) {
    const opened = () => client.get('/sign-in', { headers });
    await expect.poll(async () => (await opened()).status()).toBe(429);
    expect(Number((await opened()).headers()['retry-after'])).toBeGreaterThan(0);
    expect((await client.get('/sign-in')).status()).toBe(200);
  }
});

test('under load each delivery is stored and applied once, as by one process', async () => {
  test.slow();
  const senders = await addSenders(prisma);
  const deliveries = makeDeliveries(senders, 3_000, 5);
  const answered: Answered = { answers: new Map(), acknowledged: new Map() };
  const posters = both.map(({ url }) => poster(url, 4));
  const reader = await readerOf(clients[0]);
  let next = 0;
  const send = async () => {
    for (let one = deliveries[next++]; one !== undefined; one = deliveries[next++]) {
      const path = `/api/webhooks/${one.source}`;
      // Every tenth goes to both at once, as from a sender that lost patience.
      const asked = next % 10 === 0 ? posters : posters.slice(next % 2, (next % 2) + 1);
      const { headers, body, id, source } = one;
      for (const { status } of await Promise.all(
        asked.map(({ post }) => post({ path, headers, body })),
      )) {
        answered.answers.set(`${status}`, (answered.answers.get(`${status}`) ?? 0) + 1);
        if (status < 300 && id !== undefined) answered.acknowledged.set(keyOf(source, id), one);
      }
    }
  };
  const sending = Promise.all(Array.from({ length: 8 }, send));
  const reads = await readWhile(reader, sending);
  for (const { close } of posters) close();
  expect(reads).toEqual(new Set([200]));

  const until = Date.now() + 60_000;
  await drained(prisma, () => Date.now() < until);
  expect(answered.acknowledged.size).toBeGreaterThan(2_000);
  await judge(prisma, senders, answered);
});

/** The administrator again, at the first process. */
async function readerOf(client: APIRequestContext): Promise<APIRequestContext> {
  const { email } = person;
  const signedIn = await client.post('/api/auth/sign-in/email', { data: { email, password } });
  expect(signedIn.status()).toBe(200);
  return clientOf(both[1], (await client.storageState()).cookies);
}

/** Reads pages and answers until the work is done; the statuses that came. */
async function readWhile(reader: APIRequestContext, work: Promise<unknown>): Promise<Set<number>> {
  const statuses = new Set<number>();
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    for (const path of ['/', '/regressions', '/api/v1/trend', '/api/v1/compare']) {
      statuses.add((await reader.get(path)).status());
    }
  }
  await done;
  return statuses;
}
