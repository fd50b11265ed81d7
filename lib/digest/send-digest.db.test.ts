import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import {
  addDigest,
  findDigest,
  removeDigest,
  restoreDigest,
  toldDigests,
} from '@/lib/digest/digests';
import { sendDigest, tryDigest } from '@/lib/digest/send-digest';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';

// It is no public address, and must be allowed by name before the environment is read.
process.env.AFTERMERGE_ALLOWED_HOSTS = '127.0.0.1';

const db = testDatabase();

/** What the chat was told, and what it answers. */
const chat = { told: [] as string[], status: 200, url: '' };
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  chat.told.push(JSON.parse(Buffer.concat(parts).toString()).text);
  response.writeHead(chat.status).end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  chat.url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}/hook/of-all` : '';
  await tell(changes('agent', 300, 150), 'first');
  await tell(changes('human', 300, 15), 'first');
});
afterAll(() => server.close());

/** As many changes of one authorship, the first of which broke something two days later. */
function changes(authorship: string, count: number, broken: number) {
  return Array.from({ length: count }, (_, index) => {
    const number = index + (authorship === 'agent' ? 1_000 : 2_000);
    const change = {
      type: 'change.merged',
      repository: 'acme/web',
      number,
      title: `Change ${number}`,
      mergedAt: '2026-03-02T12:00:00Z',
      authorship,
    };
    const report = {
      type: 'regression.reported',
      repository: 'acme/web',
      report: `of ${number}`,
      at: '2026-03-04T12:00:00Z',
      change: { number },
    };
    return index < broken ? [change, report] : [change];
  }).flat();
}

async function tell(events: object[], heard: string) {
  await applyBatch(
    db.prisma,
    events.map((event) => LedgerEvent.parse(event)),
    {
      rank: 'api',
      heardAt: () => new Date(heard === 'first' ? '2026-04-20T12:00:00Z' : '2026-04-27T12:00:00Z'),
    },
  );
}

/** A digest of these parts, to the chat of this test. */
const added = (parts: ('week' | 'turn')[]) =>
  addDigest(db.prisma, { name: 'Engineering', address: chat.url, parts, repositories: [] }, 'Ada');

it('tells each whole week once, and the next one when it is whole', async () => {
  chat.told = [];
  const id = await added(['week']);
  expect(await sendDigest(db.prisma, id)).toBe(1);
  expect(await sendDigest(db.prisma, id)).toBe(0);
  expect(chat.told).toEqual([expect.stringContaining('*The week 13–19 Apr 2026*')]);
  const next = { type: 'change.merged', repository: 'acme/web', number: 9, title: 'Next' };
  await tell([{ ...next, mergedAt: '2026-04-22T12:00:00Z', authorship: 'human' }], 'next');
  expect(await sendDigest(db.prisma, id)).toBe(1);
  expect(chat.told[1]).toContain('1 change was merged, 0 the week before');
});

it('tells a turn once, and keeps quiet while nothing turns', async () => {
  chat.told = [];
  const id = await added(['turn']);
  expect(await sendDigest(db.prisma, id)).toBe(1);
  expect(await sendDigest(db.prisma, id)).toBe(0);
  expect(chat.told).toEqual([expect.stringContaining('now regress more often than people’s')]);
});

it('notes why it could not be sent, and tells it the next time', async () => {
  chat.told = [];
  const id = await added(['week']);
  chat.status = 500;
  await expect(sendDigest(db.prisma, id)).rejects.toThrow(/^127\.0\.0\.1:\d+ answered 500\.$/);
  const failed = (await toldDigests(db.prisma)).digests.find((one) => one.id === id);
  expect(failed).toMatchObject({ sentAt: null, failure: expect.stringContaining('answered 500') });
  chat.status = 200;
  expect(await sendDigest(db.prisma, id)).toBe(1);
  const sent = (await toldDigests(db.prisma)).digests.find((one) => one.id === id);
  expect(sent).toMatchObject({ sentAt: expect.any(String), failure: null });
});

it('is tried without that being held for the week’s message', async () => {
  const id = await added(['week']);
  const digest = await findDigest(db.prisma, id);
  if (digest === undefined) throw new Error('The digest is not there.');
  await tryDigest(db.prisma, digest, 'ann');
  const [tried] = await db.prisma.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
  const subject = `digest ${id}`;
  expect(tried).toMatchObject({ decidedBy: 'ann', action: 'test-digest', subject });
  expect(await sendDigest(db.prisma, id)).toBe(1);
});

it('keeps its address sealed, tells the host alone, and leaves both acts in the trail', async () => {
  const id = await added(['week']);
  const [row] = await db.prisma.$queryRaw<object[]>`
    select row_to_json(d)::text || encode(address, 'escape') as told from digest d where id = ${id}`;
  expect(JSON.stringify(row)).not.toContain('of-all');
  expect(JSON.stringify(await toldDigests(db.prisma))).not.toContain('of-all');
  const before = await findDigest(db.prisma, id);
  const removed = await removeDigest(db.prisma, id, 'Ada');
  expect(await removeDigest(db.prisma, id, 'Ada')).toBeUndefined();
  if (removed === undefined) throw new Error('It was not removed.');
  expect(await restoreDigest(db.prisma, removed, 'Ada')).toBe(true);
  expect(await restoreDigest(db.prisma, removed, 'Ada')).toBe(false);
  expect(await findDigest(db.prisma, id)).toEqual(before);
  const trail = await db.prisma.auditEntry.findMany({
    select: { action: true, before: true, after: true },
    where: { subject: `digest ${id}` },
  });
  expect(trail.map(({ action }) => action)).toEqual(['add-digest', 'remove-digest', 'add-digest']);
  expect(JSON.stringify(trail)).not.toContain('of-all');
});
