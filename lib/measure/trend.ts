import type { Period, TrendAnswer, TrendAsk, TrendPoint, TrendSeries } from '@/lib/api/trend';
import type { Database } from '@/lib/db/client';
import { addDays } from '@/lib/domain/day';
import type { Range } from '@/lib/domain/range';
import { readCells } from '@/lib/measure/cells';
import { controlChart } from '@/lib/measure/control-chart';
import { type Counts, countsBy } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeBefore, rangeOf } from '@/lib/measure/range';
import { readRate } from '@/lib/measure/rate';
import { dateOfPacked } from '@/lib/rollup/packing';

/** The regression rate at the window by period of merge: a point for every period of the range. */
export async function trend(database: Database, ask: TrendAsk): Promise<TrendAnswer> {
  const range = await rangeOf(database, ask);
  const earlier = range !== undefined && ask.before === 'shown' ? rangeBefore(range) : undefined;
  const [series, before] = await Promise.all([
    seriesOf(database, ask, range),
    earlier && seriesOf(database, ask, earlier),
  ]);
  return {
    series,
    changes: series.flatMap(({ points }) => points).reduce((sum, { changes }) => sum + changes, 0),
    before:
      earlier === undefined || before === undefined
        ? null
        : {
            series: before.map(({ authorship, points }) => ({ authorship, points })),
            range: earlier,
          },
    range: range ?? null,
    definition: definition(ask),
  };
}

async function seriesOf(
  database: Database,
  ask: TrendAsk,
  range: Range | undefined,
): Promise<TrendSeries[]> {
  const periods = range === undefined ? [] : periodsOf(range, ask.period);
  const groups = range === undefined ? undefined : await countPeriods(database, ask, range);
  return ask.authorship.map((authorship) => {
    const counted = periods.map((period) => ({
      period,
      start: period.start,
      counts: groups?.get(`${period.start} ${authorship}`),
    }));
    return {
      authorship,
      points: counted.map(({ period, counts }): TrendPoint => {
        return { ...period, ...readRate(counts, ask.window) };
      }),
      chart: controlChart(counted, ask.window),
    };
  });
}

/** What is counted of each authorship in each period, by the start of the period and the authorship. */
async function countPeriods(
  database: Database,
  ask: TrendAsk,
  range: Range,
): Promise<Map<string, Counts>> {
  const { kind: kinds, window: horizonDays, period } = ask;
  const by = ['authorship'] as const;
  const cells = await readCells(database, ask, range, { by, horizonDays, daily: true });
  const starts = new Map<number, string>();
  const startOfDay = (day: number) => {
    const start = starts.get(day) ?? startOf(dateOfPacked(day), period);
    starts.set(day, start);
    return start;
  };
  return countsBy(
    cells,
    { range, kinds, horizonDays },
    ({ keys: [authorship] }, day = 0) => `${startOfDay(day)} ${authorship}`,
  );
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
