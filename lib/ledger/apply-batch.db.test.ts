import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { contents, emptied } from '@/lib/ledger/ledger-contents';
import type { Rank } from '@/lib/ledger/news';
import { rollupDifferences } from '@/lib/rollup/rollup';

const database = testDatabase();
const heardAt = new Date('2026-06-01T00:00:00Z');
const sha = (digit: string) => digit.repeat(40);

function event(told: Record<string, unknown>): LedgerEvent {
  return LedgerEvent.parse({ repository: 'acme/web', ...told });
}
function merged(number: number, title: string, mergedAt: string, more: object = {}): LedgerEvent {
  return event({
    type: 'change.merged',
    number,
    title,
    mergedAt,
    author: { login: 'ann' },
    ...more,
  });
}
const apply = (events: readonly LedgerEvent[], rank: Rank = 'host') =>
  applyBatch(database.prisma, events, { rank, heardAt: () => heardAt });
const find = (key: string) =>
  database.prisma.change.findFirstOrThrow({ where: { key, repositoryId: { gt: 0 } } });

/** A life of one repository that meets every rule whose result could depend on order. */
const life: readonly { event: LedgerEvent; rank: Rank }[] = [
  {
    rank: 'host',
    event: event({
      type: 'change.updated',
      number: 1,
      title: 'WIP cache',
      at: '2026-03-01T08:00:00Z',
      branch: 'claude/cache',
      author: { login: 'ann' },
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'change.updated',
      number: 1,
      title: 'Add cache',
      at: '2026-03-01T09:00:00Z',
      labels: ['perf'],
      author: { login: 'ann' },
    }),
  },
  {
    rank: 'host',
    event: merged(1, 'Add cache', '2026-03-02T10:00:00Z', {
      mergeSha: sha('a'),
      branch: 'claude/cache',
    }),
  },
  {
    rank: 'git',
    event: merged(1, 'Add cache', '2026-03-02T10:00:01Z', {
      mergeSha: sha('a'),
      additions: 90,
      deletions: 4,
      paths: ['src/cache.ts'],
      commits: [
        {
          sha: sha('a'),
          author: { name: 'Ann', email: 'ann@example.com' },
          committedAt: '2026-03-02T10:00:01Z',
          message: 'Add cache (#1)\n\nCo-Authored-By: Claude <noreply@anthropic.com>',
          parents: [sha('0')],
        },
      ],
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'change.updated',
      number: 1,
      title: 'Add a cache',
      at: '2026-03-03T09:00:00Z',
      author: { login: 'ann' },
    }),
  },
  {
    rank: 'host',
    event: merged(2, 'Revert "Add a cache"', '2026-03-05T10:00:00Z', {
      body: 'Reverts acme/web#1',
      mergeSha: sha('b'),
    }),
  },
  {
    rank: 'host',
    event: merged(3, 'Reapply "Add a cache"', '2026-03-07T10:00:00Z', {
      body: `This reverts commit ${sha('b')}.`,
      mergeSha: sha('c'),
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'commits.pushed',
      at: '2026-03-09T10:00:00Z',
      branch: 'main',
      head: sha('e'),
      commits: [
        {
          sha: sha('d'),
          author: { name: 'Bo', email: 'bo@example.com' },
          committedAt: '2026-03-09T09:00:00Z',
          message: 'First of two',
        },
        {
          sha: sha('e'),
          author: { name: 'Bo', email: 'bo@example.com' },
          committedAt: '2026-03-09T09:30:00Z',
          message: 'Second of two',
        },
      ],
    }),
  },
  {
    rank: 'host',
    event: merged(4, 'Rebased by hand', '2026-03-09T10:00:00Z', {
      mergeSha: sha('e'),
      author: { login: 'bo' },
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'commits.pushed',
      at: '2026-03-10T10:00:00Z',
      branch: 'main',
      head: sha('f'),
      commits: [
        {
          sha: sha('f'),
          author: { name: 'Bo', email: 'bo@example.com' },
          committedAt: '2026-03-10T10:00:00Z',
          message: 'Pushed straight to main',
        },
      ],
    }),
  },
  {
    rank: 'api',
    event: event({
      type: 'incident.opened',
      incident: 'INC-1',
      title: 'Login is down',
      text: `root cause: ${sha('f').slice(0, 9)}`,
      at: '2026-03-12T10:00:00Z',
    }),
  },
  {
    rank: 'api',
    event: event({
      type: 'incident.opened',
      incident: 'INC-1',
      title: 'Login was down',
      at: '2026-03-12T11:00:00Z',
    }),
  },
  {
    rank: 'api',
    event: event({
      type: 'incident.linked',
      incident: 'INC-1',
      change: { number: 4 },
      at: '2026-03-12T12:00:00Z',
    }),
  },
  {
    rank: 'api',
    event: event({ type: 'incident.resolved', incident: 'INC-1', at: '2026-03-12T13:00:00Z' }),
  },
  {
    rank: 'api',
    event: event({
      type: 'regression.reported',
      report: 'r-1',
      change: { number: 1 },
      text: 'slower than before',
      at: '2026-03-20T10:00:00Z',
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'change.closed',
      number: 5,
      title: 'Never mind',
      at: '2026-03-21T10:00:00Z',
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'change.updated',
      number: 5,
      title: 'Never mind',
      at: '2026-03-21T09:00:00Z',
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'review.submitted',
      number: 1,
      review: '7',
      reviewer: { login: 'bo' },
      verdict: 'commented',
      at: '2026-03-02T08:00:00Z',
    }),
  },
  {
    rank: 'host',
    event: event({
      type: 'review.submitted',
      number: 1,
      review: '7',
      reviewer: { login: 'bo' },
      verdict: 'approved',
      at: '2026-03-02T09:00:00Z',
    }),
  },
  {
    rank: 'api',
    event: event({
      type: 'checks.finished',
      sha: sha('a'),
      name: 'test',
      conclusion: 'passed',
      at: '2026-03-02T10:05:00Z',
    }),
  },
  {
    rank: 'api',
    event: event({
      type: 'deployment.finished',
      deployment: 'd-1',
      sha: sha('a'),
      environment: 'production',
      conclusion: 'succeeded',
      at: '2026-03-02T11:00:00Z',
    }),
  },
];

async function applyOneByOne(told: readonly { event: LedgerEvent; rank: Rank }[]) {
  for (const { event, rank } of told) await apply([event], rank);
}

describe('the ledger', () => {
  it('ends in the same database whatever the order, repetition and batching of events', async () => {
    await applyOneByOne(life);
    const inOrder = await contents(database.prisma);
    const copies = life.flatMap((one) => [one, one]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(copies, { minLength: copies.length }),
        fc.integer({ min: 1, max: 12 }),
        async (shuffled, batchSize) => {
          await emptied(database.prisma);
          for (let start = 0; start < shuffled.length; start += batchSize) {
            const batch = shuffled.slice(start, start + batchSize);
            for (const rank of ['host', 'api', 'git'] as const) {
              await apply(
                batch.filter((one) => one.rank === rank).map((one) => one.event),
                rank,
              );
            }
          }
          expect(await contents(database.prisma)).toEqual(inOrder);
          expect(await rollupDifferences(database.prisma)).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('links a revert that arrives before the change it reverts', async () => {
    await emptied(database.prisma);
    await apply([
      merged(12, 'Revert "Add limits"', '2026-04-03T10:00:00Z', { body: 'Reverts acme/web#11' }),
    ]);
    expect(await database.prisma.regression.count()).toBe(0);
    await apply([merged(11, 'Add limits', '2026-04-01T10:00:00Z')]);
    expect(await find('11')).toMatchObject({ revertDay: 2, exposed: true });
    expect(await find('12')).toMatchObject({ standing: 'revert', exposed: false });
  });

  it('does not count a revert that is not merged', async () => {
    await emptied(database.prisma);
    await apply([
      merged(11, 'Add limits', '2026-04-01T10:00:00Z'),
      event({
        type: 'change.updated',
        number: 12,
        title: 'Revert "Add limits"',
        body: 'Reverts acme/web#11',
        at: '2026-04-02T10:00:00Z',
      }),
    ]);
    expect(await find('11')).toMatchObject({ revertDay: 0 });
  });

  it('never lets a late opening event reopen what was merged', async () => {
    await emptied(database.prisma);
    await apply([merged(1, 'Add limits', '2026-04-01T10:00:00Z')]);
    await apply([
      event({ type: 'change.updated', number: 1, title: 'Add limits', at: '2026-04-09T10:00:00Z' }),
    ]);
    expect(await find('1')).toMatchObject({ outcome: 'merged', exposed: true });
  });

  it('keeps its author where newer news names none', async () => {
    await emptied(database.prisma);
    const author = { login: 'devin-ai-integration[bot]', bot: true };
    const told = { type: 'change.updated', number: 1, title: 'Add limits' };
    await apply([event({ ...told, at: '2026-04-09T10:00:00Z' })]);
    await apply([event({ ...told, at: '2026-04-01T10:00:00Z', author })]);
    expect(await find('1')).toMatchObject({ authorLogin: author.login, authorship: 'agent' });
  });

  it('counts the commits of a rebased pull request once', async () => {
    await emptied(database.prisma);
    await applyOneByOne(life);
    const exposed = await database.prisma.change.findMany({
      where: { exposed: true },
      orderBy: { key: 'asc' },
    });
    expect(exposed.map(({ key }) => key)).toEqual(['1', '3', '4', sha('f')]);
    expect(await find(sha('d'))).toMatchObject({ absorbedBy: '4' });
  });

  it('marks what a reapply brings back, and keeps its regression', async () => {
    expect(await find('1')).toMatchObject({ relandedBy: '3', revertDay: 3, reportedDay: 18 });
  });

  it('keeps titles that PostgreSQL could not store', async () => {
    await emptied(database.prisma);
    await apply([merged(1, 'A \0 and half a \ud83d', '2026-04-01T10:00:00Z')]);
    expect(await find('1')).toMatchObject({ title: 'A \uFFFD and half a \uFFFD' });
  });

  it('undoes everything when what must be true with it fails', async () => {
    await emptied(database.prisma);
    const failing = applyBatch(database.prisma, [merged(1, 'Add limits', '2026-04-01T10:00:00Z')], {
      rank: 'host',
      within: () => Promise.reject(new Error('no')),
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.prisma.change.count()).toBe(0);
  });
});
