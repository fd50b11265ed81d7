import { describe, expect, it } from 'vitest';
import { changesQuestion } from '@/lib/api/changes';
import { compareQuestion } from '@/lib/api/compare';
import { regressionsQuestion } from '@/lib/api/regressions';
import { trendQuestion } from '@/lib/api/trend';
import { testDatabase } from '@/lib/db/test-database';
import { dateOf, dayOfRegression } from '@/lib/domain/day';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { changes } from '@/lib/measure/changes';
import { compare } from '@/lib/measure/compare';
import { regressions } from '@/lib/measure/regressions';
import { periodsOf, trend } from '@/lib/measure/trend';
import { wilson } from '@/lib/stats/proportion';

const database = testDatabase();
const hour = 3_600_000;
const asOf = '2026-06-01';

/** Changes of two authors over four months, every seventh undone after a while that grows. */
const told = Array.from({ length: 240 }, (_, index) => {
  const mergedAt = new Date(Date.parse('2026-02-02T09:00:00Z') + index * 11 * hour);
  return {
    number: index + 1,
    repository: index % 3 === 0 ? 'acme/api' : 'acme/web',
    branch: index % 2 === 0 ? 'main-work' : `codex/work-${index}`,
    mergedAt,
    regressedAt:
      index % 7 === 0 ? new Date(mergedAt.getTime() + (index + 1) * 5 * hour) : undefined,
  };
});
type Told = (typeof told)[number];

async function load() {
  const events = told.flatMap(({ number, repository, branch, mergedAt, regressedAt }) => [
    LedgerEvent.parse({
      type: 'change.merged',
      repository,
      number,
      title: `Change ${number}`,
      branch,
      author: { login: 'ann' },
      mergedAt: mergedAt.toISOString(),
    }),
    ...(regressedAt === undefined
      ? []
      : [
          LedgerEvent.parse({
            type: 'regression.reported',
            repository,
            report: `r-${number}`,
            change: { number },
            text: 'it broke',
            at: regressedAt.toISOString(),
          }),
        ]),
  ]);
  await applyBatch(database.prisma, events, {
    rank: 'api',
    heardAt: () => new Date(`${asOf}T05:00:00Z`),
  });
}

/** Whole days watched, by statistics.md §1, from the change alone. */
const followUp = ({ mergedAt }: Told) =>
  Math.floor((Date.parse(asOf) - mergedAt.getTime()) / (24 * hour));
const counts = (change: Told, windowDays: number) => {
  if (change.regressedAt === undefined) return false;
  const day = dayOfRegression(change.mergedAt, change.regressedAt);
  return day <= windowDays && day <= followUp(change);
};
const isAgent = ({ branch }: Told) => branch.startsWith('codex/');

describe('the answers', () => {
  it('count what a person counts by hand from the changes', async () => {
    await load();
    const ask = trendQuestion.ask.parse({ from: '2026-02-02', to: '2026-05-31', window: 14 });
    const { series } = await trend(database.prisma, ask);
    for (const { authorship, points } of series) {
      for (const point of points) {
        const mine = told.filter(
          (change) =>
            isAgent(change) === (authorship === 'agent') &&
            dateOf(change.mergedAt) >= point.start &&
            dateOf(change.mergedAt) <= point.end,
        );
        expect(point).toMatchObject({
          changes: mine.length,
          regressions: mine.filter((change) => counts(change, 14)).length,
          provisional: mine.some((change) => followUp(change) < 14),
        });
      }
    }
  });

  it('give the plain share with its Wilson interval where every change has had its window', async () => {
    const ask = trendQuestion.ask.parse({ from: '2026-02-02', to: '2026-03-01', period: 'month' });
    const { series } = await trend(database.prisma, ask);
    const february = series.find(({ authorship }) => authorship === 'human')?.points[0];
    const { changes: n = 0, regressions: x = 0 } = february ?? {};
    const { lower, upper } = wilson(x, n, 0.95);
    expect(february?.rate).toBeCloseTo(x / n, 12);
    expect(february?.lower).toBeCloseTo(lower, 12);
    expect(february?.upper).toBeCloseTo(upper, 12);
  });

  it('tell the time before as it was told when it was the time', async () => {
    const now = { from: '2026-04-01', to: '2026-04-30', period: 'month' };
    const asked = (search: object) => trend(database.prisma, trendQuestion.ask.parse(search));
    const { before } = await asked({ ...now, before: 'shown' });
    expect(before?.range).toEqual({ from: '2026-03-02', to: '2026-03-31' });
    const { series } = await asked({ ...now, ...before?.range });
    expect(before?.series.map(({ points }) => points)).toEqual(series.map(({ points }) => points));
    expect((await asked(now)).before).toBeNull();
  });

  it('give no rate at a window that nobody has been watched for, but the one so far', async () => {
    const ask = trendQuestion.ask.parse({ from: '2026-05-18', to: '2026-05-24' });
    const { series } = await trend(database.prisma, ask);
    for (const { points } of series) {
      expect(points[0]).toMatchObject({ rate: null, lower: null, upper: null, provisional: true });
      expect(points[0]?.soFar?.day).toBeLessThan(30);
    }
  });

  it('list as many regressions and changes as the rate counts, whatever the page size', async () => {
    const filter = { from: '2026-03-02', to: '2026-04-30', authorship: 'agent', window: 30 };
    const { agent } = await compare(database.prisma, compareQuestion.ask.parse(filter));
    const listed = await everyRow((cursor) =>
      regressions(database.prisma, regressionsQuestion.ask.parse({ ...filter, limit: 3, cursor })),
    );
    expect(listed.rows).toHaveLength(agent.regressions);
    expect(listed.total).toBe(agent.regressions);
    expect(new Set(listed.rows.map(({ id }) => id)).size).toBe(agent.regressions);
    const exposed = await everyRow((cursor) =>
      changes(database.prisma, changesQuestion.ask.parse({ ...filter, limit: 7, cursor })),
    );
    expect(exposed.rows).toHaveLength(agent.changes);
    expect(exposed.rows.filter(({ regressedOnDay }) => regressedOnDay !== null)).toHaveLength(
      agent.regressions,
    );
  });

  it('keep people beside the agents that a filter names', async () => {
    const ask = compareQuestion.ask.parse({ agent: 'devin', from: '2026-02-02' });
    const { agent, human } = await compare(database.prisma, ask);
    expect(agent.changes).toBe(0);
    expect(human.changes).toBeGreaterThan(100);
  });

  it('end at the as-of where no end is asked for', async () => {
    const { range } = await trend(database.prisma, trendQuestion.ask.parse({}));
    expect(range).toEqual({ from: '2025-04-01', to: asOf });
  });
});

describe('periods', () => {
  it('cover the range without gaps, weeks from Monday and months from the first', () => {
    expect(periodsOf({ from: '2026-02-25', to: '2026-03-04' }, 'week')).toEqual([
      { start: '2026-02-23', end: '2026-03-01' },
      { start: '2026-03-02', end: '2026-03-08' },
    ]);
    expect(periodsOf({ from: '2026-01-31', to: '2026-03-01' }, 'month')).toEqual([
      { start: '2026-01-01', end: '2026-01-31' },
      { start: '2026-02-01', end: '2026-02-28' },
      { start: '2026-03-01', end: '2026-03-31' },
    ]);
  });
});

async function everyRow<Row>(
  page: (cursor?: string) => Promise<{ rows: Row[]; next: string | null; total: number }>,
): Promise<{ rows: Row[]; total: number }> {
  const first = await page();
  const rows = [...first.rows];
  let { next } = first;
  while (next !== null) {
    const more = await page(next);
    rows.push(...more.rows);
    next = more.next;
  }
  return { rows, total: first.total };
}
