import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { contents, emptied } from '@/lib/ledger/ledger-contents';

const database = testDatabase();

const merged = (repository: string, number: number, title: string, more: object = {}) =>
  LedgerEvent.parse({
    type: 'change.merged',
    repository,
    number,
    title,
    author: { login: 'ada' },
    mergedAt: `2026-04-0${number}T10:00:00Z`,
    ...more,
  });
const renamed = (from: string, repository: string, at = '2026-04-03T10:00:00Z') =>
  LedgerEvent.parse({ type: 'repository.renamed', repository, from, at });
const sha = (letter: string) => letter.repeat(40);

const history = [
  merged('acme/web', 1, 'Add limits', { mergeSha: sha('a') }),
  merged('acme/web', 2, 'Revert "Add limits"', { body: `This reverts commit ${sha('a')}.` }),
  renamed('acme/web', 'acme/site'),
  merged('acme/site', 4, 'Add pages', { mergeSha: sha('b') }),
  LedgerEvent.parse({
    type: 'review.submitted',
    repository: 'acme/site',
    at: '2026-04-01T09:00:00Z',
    number: 1,
    review: '7',
    reviewer: { login: 'bob' },
    verdict: 'approved',
  }),
];
const apply = (...events: LedgerEvent[]) => applyBatch(database.prisma, events, { rank: 'host' });
const contentsAfter = async (batches: readonly LedgerEvent[][]) => {
  await emptied(database.prisma);
  for (const batch of batches) await apply(...batch);
  return contents(database.prisma);
};

describe('a repository that is renamed', () => {
  it('keeps its history, and what still comes under its old name', async () => {
    const found = await contentsAfter([history, [merged('acme/web', 5, 'Add late words')]]);
    expect(found.repository).toHaveLength(1);
    expect(found.change?.map((row) => row.slice(0, 9))).toEqual(Array(4).fill('acme/site'));
    expect(found.regression).toHaveLength(1);
  });

  it('ends in the same database whatever the order of the news', async () => {
    const expected = await contentsAfter([history]);
    const orders = [
      [4, 3, 2, 1, 0],
      [2, 0, 3, 1, 4],
      [3, 0, 1, 4, 2],
      [0, 3, 2, 4, 1],
      [4, 0, 3, 2, 1],
    ];
    for (const order of orders) {
      const batches = order.map((place) => history.slice(place, place + 1));
      expect(await contentsAfter(batches)).toEqual(expected);
    }
  });

  it('twice is found under each of its names', async () => {
    const again = renamed('acme/site', 'acme/shop', '2026-04-05T10:00:00Z');
    const expected = await contentsAfter([[...history, again]]);
    expect(expected.repository).toHaveLength(1);
    expect(expected.repository?.[0]).toContain('acme/shop');
    expect(await contentsAfter([[again], ...history.map((one) => [one])])).toEqual(expected);
  });
});
