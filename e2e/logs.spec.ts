import { connect as connectTo } from 'node:net';
import { type APIRequestContext, expect, request, test } from '@playwright/test';
import { type OwnProcess, startOwnProcess } from '@/e2e/own-process';
import { password } from '@/e2e/sign-up';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

/** A word that only people's data and secrets hold here. */
const planted = 'planted';
const person = { name: `Ada ${planted}`, email: `${planted}@example.org`, password };

let database: Awaited<ReturnType<typeof openTemporaryDatabase>>;
let prisma: PrismaClient;
let own: OwnProcess;
let client: APIRequestContext;

test.beforeAll(async () => {
  test.slow();
  database = await openTemporaryDatabase();
  prisma = connect(database.url);
  own = await startOwnProcess({ DATABASE_URL: database.url, LOG_LEVEL: 'trace' });
  client = await request.newContext({
    baseURL: own.url,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: own.url },
  });
});

test.afterAll(async () => {
  await client.dispose();
  own.tell();
  await own.ended;
  await prisma.$disconnect();
  await database.release();
});

test('the log tells of each request, also of one that fails, and of nobody’s data', async () => {
  await expect.poll(() => own.said()).toContain('/join#');
  const [, key = ''] = /\/join#([\w-]{43})\s/.exec(own.said()) ?? [];
  const begun = own.said().length;
  const signIn = (secret: string) =>
    client.post('/api/auth/sign-in/email', { data: { email: person.email, password: secret } });
  expect((await client.post('/api/v1/join', { data: { key, ...person } })).ok()).toBe(true);
  expect((await signIn(`${planted} is no password of theirs`)).status()).toBe(401);
  expect((await signIn(password)).ok()).toBe(true);
  const made = await client.post('/api/v1/tokens', { data: { name: planted, scopes: ['post'] } });
  expect(made.ok()).toBe(true);
  const { token } = await made.json();
  const posted = await client.post('/api/v1/events', {
    headers: { authorization: `Bearer ${token}` },
    data: { type: 'change.merged', repository: 'acme/web', title: planted, author: person },
  });
  expect(posted.status()).toBe(400);

  // What PostgreSQL says of a row that breaks a rule holds the row.
  await prisma.$executeRaw`alter table audit_entry add check (reason not like '%planted%')`;
  const value = { rawDays: 30 };
  const refused = await client.put('/api/v1/settings', {
    data: { key: 'retention', value, reason: `because of ${planted}` },
  });
  expect(refused.status()).toBe(500);
  await prisma.$executeRaw`alter table incident rename to gone`;
  expect((await client.get(`/incidents/acme/web/INC-1?q=${planted}`)).status()).toBe(500);

  const id = refused.headers()['x-request-id'] ?? 'none';
  const lines = () => own.said().slice(begun);
  await expect.poll(lines).toContain('"path":"/incidents/acme/web/INC-1","status":500');
  expect(lines()).toMatch(/relation \\*"incident/);
  expect(lines()).toContain('"path":"/api/v1/join","status":201');
  const [failed] = lines().match(/^.*"a request failed".*$/m) ?? [''];
  expect(failed).toContain(id);
  expect(failed).toMatch(/"code":"\w+"/);
  expect(lines()).not.toContain(planted);
  for (const secret of [password, key, token]) expect(lines()).not.toContain(secret);
});

test('a client that hangs up in the middle of its body is no error of ours', async () => {
  const begun = own.said().length;
  const { hostname, port, host } = new URL(own.url);
  const socket = connectTo(Number(port), hostname);
  const head = ['POST /api/v1/join HTTP/1.1', `Host: ${host}`, `Origin: ${own.url}`];
  const about = ['Content-Type: application/json', 'Content-Length: 100'];
  const sent = `${[...head, ...about].join('\r\n')}\r\n\r\n{`;
  await new Promise((resolve) => socket.write(sent, resolve));
  socket.destroy();
  const lines = () => own.said().slice(begun);
  await expect.poll(lines).toContain('"failure":"broken-off"');
  expect(lines()).not.toContain('a request failed');
  expect(lines()).not.toMatch(/"level":[56]0/);
});
