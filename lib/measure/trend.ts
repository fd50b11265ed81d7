import type { Period, TrendAnswer, TrendAsk, TrendPoint } from '@/lib/api/trend';
import type { Database } from '@/lib/db/client';
import { addDays } from '@/lib/domain/day';
import { readCells } from '@/lib/measure/cells';
import { controlChart } from '@/lib/measure/control-chart';
import { countsBy } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { type Range, rangeOf } from '@/lib/measure/range';
import { readRate } from '@/lib/measure/rate';
import { dateOfPacked } from '@/lib/rollup/packing';

/** The regression rate at the window by period of merge: a point for every period of the range. */
export async function trend(database: Database, ask: TrendAsk): Promise<TrendAnswer> {
  const range = await rangeOf(database, ask);
  if (range === undefined) {
    const series = ask.authorship.map((authorship) => ({
      authorship,
      points: [],
      chart: controlChart([], ask.window),
    }));
    return { series, range: null, definition: definition(ask) };
  }
  const { kind: kinds, window: horizonDays, period } = ask;
  const cells = await readCells(database, ask, range, {
    by: ['authorship'],
    horizonDays,
    daily: true,
  });
  const starts = new Map<number, string>();
  const startOfDay = (day: number) => {
    const start = starts.get(day) ?? startOf(dateOfPacked(day), period);
    starts.set(day, start);
    return start;
  };
  const groups = countsBy(
    cells,
    { range, kinds, horizonDays },
    ({ keys: [authorship] }, day = 0) => `${startOfDay(day)} ${authorship}`,
  );
  const periods = periodsOf(range, period);
  return {
    series: ask.authorship.map((authorship) => ({
      authorship,
      points: periods.map((one): TrendPoint => {
        return { ...one, ...readRate(groups.get(`${one.start} ${authorship}`), ask.window) };
      }),
      chart: controlChart(
        periods.map(({ start }) => ({ start, counts: groups.get(`${start} ${authorship}`) })),
        ask.window,
      ),
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
