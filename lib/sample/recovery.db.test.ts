import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Rate } from '@/lib/api/definition';
import { trendQuestion } from '@/lib/api/trend';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { testDatabase } from '@/lib/db/test-database';
import type { Authorship } from '@/lib/domain/change';
import { Filter } from '@/lib/domain/filter';
import { readCells } from '@/lib/measure/cells';
import { countsBy } from '@/lib/measure/counts';
import { rangeOf } from '@/lib/measure/range';
import { readRate } from '@/lib/measure/rate';
import { trend } from '@/lib/measure/trend';
import { rollupDifferences } from '@/lib/rollup/rollup';
import { loadSample } from '@/lib/sample/load';
import { planOrganisation } from '@/lib/sample/organisation';
import { plantedRates } from '@/lib/sample/planted-rates';

const database = testDatabase();
const until = '2026-06-01';
beforeAll(() => loadSample(database.prisma, { until }), 120_000);

/** The filter of all of the sample's merges. */
const everything = { from: '2024-06-01' };

/** The rate that is shown for all merges, as of the last day. */
async function measured(authorship: Authorship, agent?: string) {
  const filter = Filter.parse({
    ...everything,
    authorship: [authorship],
    ...(agent === undefined ? {} : { agent: [agent] }),
  });
  const range = await rangeOf(database.prisma, filter);
  if (range === undefined) throw new Error('The sample is not there.');
  const { kind: kinds, window: horizonDays } = filter;
  const cells = await readCells(database.prisma, filter, range, {
    by: ['authorship'],
    horizonDays,
  });
  const groups = countsBy(cells, { range, kinds, horizonDays }, ({ keys: [who = ''] }) => who);
  return readRate(groups.get(authorship), plantedRates.windowDays);
}

/** How many standard errors a shown rate is off the truth, by the width of its 95 % interval. */
function errorsOff({ rate, lower, upper }: Rate, planted: number): number {
  if (rate === null || lower === null || upper === null) return Number.POSITIVE_INFINITY;
  return Math.abs(rate - planted) / ((upper - lower) / (2 * 1.96));
}

/** A revert undoes, a revert of a revert brings back, and so on. */
function undoes(title: string): boolean {
  const [nested = ''] = /^(?:Revert ")*/.exec(title) ?? [];
  return (nested.length / 'Revert "'.length) % 2 === 1;
}

// One in a thousand: ten truths are checked, and chance alone puts one in twenty outside its interval.
const tooFar = 3.3;

describe('what is shown of the sample', () => {
  it.each(['human', 'assisted', 'agent', 'automation'] as const)(
    'recovers the planted rate of authorship %s',
    async (authorship) => {
      const planted = plantedRates.authorship[authorship];
      expect(errorsOff(await measured(authorship), planted)).toBeLessThan(tooFar);
    },
  );

  it.each(Object.entries(plantedRates.agent))(
    'recovers the planted rate of %s',
    async (agent, planted) => {
      expect(errorsOff(await measured('agent', agent), planted)).toBeLessThan(tooFar);
    },
  );

  it('has the truth within its interval in nearly every month', async () => {
    const authorship: ('human' | 'assisted' | 'agent')[] = ['human', 'assisted', 'agent'];
    const ask = trendQuestion.ask.parse({ ...everything, authorship, period: 'month' });
    const { series } = await trend(database.prisma, ask);
    const covered = authorship.flatMap((name) => {
      const planted = plantedRates.authorship[name];
      const points = series.find((one) => one.authorship === name)?.points ?? [];
      return points.flatMap(({ lower, upper }) =>
        lower === null || upper === null ? [] : [lower <= planted && planted <= upper],
      );
    });
    expect(covered.length).toBeGreaterThan(60);
    expect(covered.filter(Boolean).length / covered.length).toBeGreaterThan(0.85);
  });

  it('does not see the newest regressions yet: its youngest months are provisional', async () => {
    const ask = trendQuestion.ask.parse({ ...everything, period: 'month' });
    const { series } = await trend(database.prisma, ask);
    for (const { points } of series) {
      expect(points.filter(({ provisional }) => provisional).map(({ start }) => start)).toEqual([
        '2026-05-01',
      ]);
    }
  });

  it('has every regression that the events tell of, confirmed, and suspects only deployments before incidents', async () => {
    const told = { revert: 0, incident: 0, reported: 0 };
    for (const event of planOrganisation({ until }).events()) {
      if (event.type === 'incident.linked') told.incident += 1;
      if (event.type === 'regression.reported') told.reported += 1;
      if (event.type === 'change.merged' && undoes(event.title)) told.revert += 1;
      if (event.type === 'commits.pushed') {
        told.revert += event.commits.filter(({ message }) => undoes(message)).length;
      }
    }
    const found = await rows(
      database.prisma,
      z.object({ kind: z.string(), status: z.string(), count: z.int() }),
      Prisma.sql`select kind, status, count(*)::int as count from regression group by 1, 2 order by 1`,
    );
    const confirmed = found.filter(({ status }) => status === 'confirmed');
    expect(found.filter(({ status }) => status !== 'confirmed')).toMatchObject([
      { kind: 'incident', status: 'suspected' },
    ]);
    expect(confirmed).toEqual([
      { kind: 'incident', status: 'confirmed', count: told.incident },
      { kind: 'reported', status: 'confirmed', count: told.reported },
      { kind: 'revert', status: 'confirmed', count: told.revert },
    ]);
  });

  it('is counted in a rollup that equals its changes', async () => {
    expect(await database.prisma.$transaction(rollupDifferences)).toBe(0);
  });
});
