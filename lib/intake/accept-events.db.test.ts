import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { acceptEvents } from '@/lib/intake/accept-events';

const db = testDatabase();
const now = new Date('2026-05-31T12:00:00Z');

const merged = (repository: string, number: number, more: object = {}) => ({
  value: {
    type: 'change.merged',
    repository,
    number,
    title: `Change ${number}`,
    mergedAt: '2026-05-30T10:00:00Z',
    ...more,
  },
});
const post = async (...posted: Parameters<typeof acceptEvents>[1]) =>
  (await acceptEvents(db.prisma, posted, now)).map(({ result }) => result);
const countIn = async (name: string) => {
  const { id } = await db.prisma.repository.findUniqueOrThrow({ where: { name } });
  const where = { repositoryId: id };
  const [changes, events] = await Promise.all([
    db.prisma.change.count({ where }),
    db.prisma.acceptedEvent.count({ where }),
  ]);
  return { changes, events };
};

describe('posted events', () => {
  it('that are bad harm no neighbour, wherever they stand', async () => {
    const outcomes = await acceptEvents(
      db.prisma,
      [
        { value: null },
        merged('acme/bad', 1),
        { unreadable: 'not JSON' },
        merged('acme/bad', 0),
        merged('acme/bad', 2, { mergedAt: '2026-06-02T12:00:00Z' }),
        merged('acme/bad', 3),
      ],
      now,
    );
    expect(outcomes).toEqual([
      { result: 'rejected', path: '', reason: 'must be an object, not null' },
      { result: 'accepted' },
      { result: 'rejected', path: '', reason: 'is not JSON' },
      { result: 'rejected', path: 'number', reason: 'must be more than 0' },
      {
        result: 'rejected',
        path: 'mergedAt',
        reason: 'is more than a day in the future: 2026-06-02T12:00:00Z',
      },
      { result: 'accepted' },
    ]);
    expect(await countIn('acme/bad')).toEqual({ changes: 2, events: 2 });
  });

  it('that only the database refuses are rejected alone, and may be sent again', async () => {
    await db.prisma.$executeRaw`alter table change add constraint poison check (number <> 13)`;
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    const all = [...numbers, 13].map((number) => merged('acme/refused', number));
    const results = await post(...all);
    await db.prisma.$executeRaw`alter table change drop constraint poison`;
    expect(
      results.map((result, index) => (result === 'rejected' ? index : -1)).filter((i) => i >= 0),
    ).toEqual([12, 40]);
    expect(await countIn('acme/refused')).toEqual({ changes: 39, events: 39 });
    expect((await post(...all)).filter((result) => result === 'accepted')).toHaveLength(1);
  });

  it('are duplicates by content, within one posting and over several', async () => {
    const { value } = merged('acme/twice', 1);
    const reordered = { value: Object.fromEntries(Object.entries(value).reverse()) };
    expect(await post({ value }, reordered)).toEqual(['accepted', 'duplicate']);
    expect(await post({ value })).toEqual(['duplicate']);
    expect(await post(merged('acme/twice', 1, { title: 'Other' }))).toEqual(['accepted']);
  });

  it('are duplicates by id within their repository, whatever else they say', async () => {
    const id = 'build-1';
    expect(
      await post(
        merged('acme/id', 1, { id }),
        merged('acme/id', 2, { id }),
        merged('acme/other', 1, { id }),
      ),
    ).toEqual(['accepted', 'duplicate', 'accepted']);
    expect(await post(merged('acme/id', 3, { id }))).toEqual(['duplicate']);
    expect(await countIn('acme/id')).toEqual({ changes: 1, events: 1 });
  });

  it('are accepted from one of many who post them at once', async () => {
    const batch = [1, 2, 3].map((number) => merged('acme/race', number));
    const all = await Promise.all(Array.from({ length: 6 }, () => post(...batch)));
    expect(all.flat().filter((result) => result === 'accepted')).toHaveLength(3);
    expect(all.flat().filter((result) => result === 'duplicate')).toHaveLength(15);
  });

  it('may hold what PostgreSQL cannot: it is kept as a replacement', async () => {
    const odd = 'a\u0000b\ud800';
    expect(await post(merged('acme/odd', 1, { title: odd, id: odd }))).toEqual(['accepted']);
    expect(await post(merged('acme/odd', 1, { title: odd, id: odd }))).toEqual(['duplicate']);
  });

  it('are taken ten thousand at a time', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => merged('acme/many', index + 1));
    expect(new Set(await post(...many))).toEqual(new Set(['accepted']));
    expect(new Set(await post(...many))).toEqual(new Set(['duplicate']));
    expect(await countIn('acme/many')).toEqual({ changes: 10_000, events: 10_000 });
  });

  it('may be CDEvents, which are told apart by their senders’ ids', async () => {
    const cdEvent = (type: string, customData: object) => ({
      value: {
        specversion: '1.0',
        type: `dev.cdevents.${type}.0.2.0`,
        data: {
          context: {
            id: '1',
            source: '/ci',
            type: `dev.cdevents.${type}.0.2.0`,
            timestamp: '2026-05-30T10:00:00Z',
          },
          subject: {
            id: 'acme/cd/pull/7',
            content: { description: 'Add limits', outcome: 'success' },
          },
          customData: { repository: 'acme/cd', ...customData },
        },
      },
    });
    const mergedThere = cdEvent('change.merged', {});
    expect(await post(mergedThere, mergedThere)).toEqual(['accepted', 'duplicate']);
    expect(await countIn('acme/cd')).toEqual({ changes: 1, events: 1 });
    expect(await acceptEvents(db.prisma, [cdEvent('pipelinerun.finished', {})], now)).toEqual([
      { result: 'ignored', reason: expect.stringContaining('customData.sha') },
    ]);
  });
});
