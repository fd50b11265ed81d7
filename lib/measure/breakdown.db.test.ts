import { beforeAll, describe, expect, it } from 'vitest';
import { breakdownQuestion } from '@/lib/api/breakdown';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { breakdown } from '@/lib/measure/breakdown';

const database = testDatabase();
const authors = {
  agent: { login: 'devin-ai-integration[bot]', bot: true },
  human: { login: 'dana' },
};
const lines = [5, 20, 100, 500, 2_000];
let number = 0;

/** Changes of one author and size, so many of which are reported a few days after their merge. */
function told(
  repository: string,
  author: keyof typeof authors,
  { additions, regressed, count = 60, reviewed = false }: Planted,
) {
  return Array.from({ length: count }, (_, index) => {
    number += 1;
    const mergedAt = new Date(Date.UTC(2026, 0, 5 + (index % 80), 9));
    const at = new Date(mergedAt.getTime() + (2 + (index % 9)) * 86_400_000);
    const change = {
      type: 'change.merged',
      repository,
      number,
      title: `Change ${number}`,
      author: authors[author],
      mergedAt: mergedAt.toISOString(),
      ...(additions === undefined ? {} : { additions, deletions: 0 }),
    };
    const review = {
      type: 'review.submitted',
      repository,
      number,
      review: `${number}`,
      reviewer: { login: 'rita' },
      verdict: 'approved',
      at: new Date(mergedAt.getTime() - 3_600_000).toISOString(),
    };
    const report = {
      type: 'regression.reported',
      repository,
      report: `r-${number}`,
      change: { number },
      text: 'it broke',
      at: at.toISOString(),
    };
    const isRegressed = (index * regressed) % count < regressed;
    return [change, ...(reviewed ? [review] : []), ...(isRegressed ? [report] : [])];
  }).flat();
}
interface Planted {
  /** Undefined where nobody told it. */
  additions?: number;
  regressed: number;
  /** Of how many. */
  count?: number;
  reviewed?: boolean;
}

beforeAll(async () => {
  const events = lines.flatMap((additions, size) => [
    // Agents start where people are, and break more with every step in size.
    ...told('acme/widens', 'human', { additions, regressed: 8, count: 120 }),
    ...told('acme/widens', 'agent', { additions, regressed: 8 + 12 * size, count: 120 }),
    ...(size === 0 ? told('acme/widens', 'agent', { regressed: 0 }) : []),
    ...(size === 0 ? told('acme/widens', 'human', { regressed: 30 }) : []),
    ...told('acme/begins', 'human', { additions, regressed: 4 }),
    ...told('acme/begins', 'agent', { additions, regressed: 4 + 5 * size }),
    // Both break more with size, agents twice as often at each.
    ...told('acme/steady', 'human', { additions, regressed: 15 + 5 * size, count: 120 }),
    ...told('acme/steady', 'agent', { additions, regressed: 30 + 10 * size, count: 120 }),
    // Within each the same, but agents do large changes where everybody breaks more.
    ...(size > 2 ? told('acme/risky', 'agent', { additions, regressed: 24 }) : []),
    ...told('acme/risky', 'human', { additions, regressed: 24 }),
    ...(size < 3 ? told('acme/safe', 'agent', { additions, regressed: 3 }) : []),
    ...told('acme/safe', 'human', { additions, regressed: 3 }),
    ...told('acme/quiet', 'human', { additions, regressed: 0 }),
    ...told('acme/quiet', 'agent', { additions, regressed: size === 0 ? 2 : 0 }),
  ]);
  const reviews = (['human', 'agent'] as const).flatMap((author) =>
    [true, false].flatMap((reviewed) =>
      [5, 20, 100].flatMap((additions) =>
        told('acme/reviewed', author, {
          additions,
          reviewed,
          regressed: author === 'agent' && !reviewed ? 24 : 4,
        }),
      ),
    ),
  );
  await applyBatch(
    database.prisma,
    [...events, ...reviews].map((event) => LedgerEvent.parse(event)),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
});

const asked = (repository: string, more: object = {}) =>
  breakdown(
    database.prisma,
    breakdownQuestion.ask.parse({ from: '2026-01-01', to: '2026-05-31', repository, ...more }),
  );

describe('the gap along sizes', () => {
  it('widens where agents break more with every step and people do not', async () => {
    const { gap, groups } = await asked('acme/widens');
    expect(gap?.verdict).toBe('widens');
    expect(gap?.change.lower).toBeGreaterThan(1);
    expect(gap?.sentence).toMatch(
      /^It widens with size: the ratio of agents’ rate to people’s among the largest changes is \S+ times that among the smallest \(likely between \S+ and \S+\)\. Compared within the same repository and quarter\.$/,
    );
    expect(groups[0]?.ratio.value).toBeCloseTo(1, 8);
    expect(groups[4]?.ratio.value).toBeCloseTo(7, 8);
    // Of unknown size, people's alone regress: that stands nowhere in the order.
    expect(groups[5]).toMatchObject({ group: 'unknown', ratio: { value: 0 } });
  });

  it('is said to widen with reserve as long as the sign of it could fade', async () => {
    const { gap } = await asked('acme/begins');
    expect(gap?.sentence).toMatch(/^Early sign that it widens with size: .*often fade\./);
  });

  it('does not change where both break more alike, however much', async () => {
    const { gap, groups } = await asked('acme/steady');
    expect(gap?.verdict).toBe('no-clear-change');
    expect(gap?.sentence).toMatch(/^The gap does not clearly change with size:/);
    for (const { ratio } of groups) expect(ratio.value).toBeCloseTo(2, 8);
  });

  it('is compared within repositories, not across them', async () => {
    const { gap, groups } = await asked('acme/risky,acme/safe');
    expect(groups[0]?.ratio.value).toBeLessThan(0.5);
    expect(groups[4]?.ratio.value).toBeGreaterThan(1.5);
    expect(gap?.verdict).toBe('not-enough-data');
  });

  it('is not told of too few regressions, nor of one side alone', async () => {
    const { gap } = await asked('acme/quiet');
    expect(gap).toMatchObject({ verdict: 'not-enough-data', change: { value: null } });
    expect(gap?.sentence).toMatch(/^Not enough data to tell whether the gap changes with size/);
    expect((await asked('acme/widens', { authorship: 'agent' })).gap).toBeNull();
    expect((await asked('acme/widens', { by: 'kindOfWork' })).gap).toBeNull();
    expect((await asked('acme/nowhere')).gap).toMatchObject({ verdict: 'not-enough-data' });
  });
});

it('the gap widens without review where agents break more there alone', async () => {
  const { gap, groups } = await asked('acme/reviewed', { by: 'reviewed' });
  expect(groups.map(({ group }) => group)).toEqual(['yes', 'no']);
  expect(gap?.verdict).toBe('widens');
  expect(gap?.sentence).toMatch(
    /^It widens without review: the ratio of agents’ rate to people’s without review is \S+ times that with it/,
  );
});
