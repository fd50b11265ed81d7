import type { Period, TrendAnswer, TrendAsk, TrendPoint } from '@/lib/api/trend';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { addDays } from '@/lib/domain/day';
import { counts, countsKey } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { type Range, rangeOf } from '@/lib/measure/range';
import { readRate } from '@/lib/measure/rate';

/** The first day of the period that a merge falls in. 1900-01-01 was a Monday. */
const bucket: Record<Period, Prisma.Sql> = {
  week: Prisma.sql`c.merged_on - (c.merged_on - date '1900-01-01') % 7`,
  month: Prisma.sql`date_trunc('month', c.merged_on::timestamp)::date`,
};

/** The regression rate at the window by period of merge: a point for every period of the range. */
export async function trend(database: Database, ask: TrendAsk): Promise<TrendAnswer> {
  const range = await rangeOf(database, ask);
  if (range === undefined) {
    const series = ask.authorship.map((authorship) => ({ authorship, points: [] }));
    return { series, range: null, definition: definition(ask) };
  }
  const groups = await counts(database, ask, range, bucket[ask.period]);
  const periods = periodsOf(range, ask.period);
  return {
    series: ask.authorship.map((authorship) => ({
      authorship,
      points: periods.map((period): TrendPoint => {
        const group = groups.get(countsKey(period.start, authorship));
        return { ...period, ...readRate(group, ask.window) };
      }),
    })),
    range,
    definition: definition(ask),
  };
}

/** Every period that the range touches, in order. */
export function periodsOf({ from, to }: Range, period: Period): { start: string; end: string }[] {
  const periods: { start: string; end: string }[] = [];
  let start = startOf(from, period);
  while (start <= to) {
    const next = period === 'week' ? addDays(start, 7) : startOf(addDays(start, 31), 'month');
    periods.push({ start, end: addDays(next, -1) });
    start = next;
  }
  return periods;
}

function startOf(date: string, period: Period): string {
  if (period === 'month') return `${date.slice(0, 7)}-01`;
  const daysSinceMonday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(date, -daysSinceMonday);
}
