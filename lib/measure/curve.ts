import { type CurveAnswer, type CurveAsk, horizonDays } from '@/lib/api/curve';
import type { Database } from '@/lib/db/client';
import { byAuthorship } from '@/lib/measure/by-authorship';
import { type Counts, noCounts } from '@/lib/measure/counts';
import { definition, level } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { aalenJohansen } from '@/lib/stats/aalen-johansen';
import { type Curve, kaplanMeier, reading } from '@/lib/stats/kaplan-meier';

const tableDays = [0, 7, 14, 30, 60, 90];

/** How the rate grows with the days after merge, for each authorship asked for. */
export async function curve(database: Database, ask: CurveAsk): Promise<CurveAnswer> {
  const range = await rangeOf(database, ask);
  const groups = await byAuthorship(database, ask, range, horizonDays);
  return {
    curves: ask.authorship.map((authorship) => ({
      authorship,
      ...drawn(groups.get(authorship) ?? noCounts, ask),
    })),
    range: range ?? null,
    definition: definition(ask),
  };
}

function drawn(counts: Counts, { kind }: CurveAsk) {
  const curveOfAll = kaplanMeier(counts);
  const parts = aalenJohansen(counts, kind);
  return {
    changes: counts.entrants.reduce((sum, { count }) => sum + count, 0),
    regressions: curveOfAll.days.reduce((sum, { events }) => sum + events, 0),
    days: curveOfAll.days.flatMap(({ day, atRisk, events }) => {
      const read = reading(curveOfAll, day, level);
      if (!read.ok) return [];
      const { lower, upper } = read.interval;
      const standing = { share: 1 - read.rate, lower: 1 - upper, upper: 1 - lower };
      return { day, atRisk, regressions: events, rate: read.rate, lower, upper, standing };
    }),
    atRisk: tableDays.map((day) => ({ day, changes: stillWatched(curveOfAll, day) })),
    kinds: kind.map((one) => ({ kind: one, rates: parts.get(one) ?? [] })),
  };
}

/** Watched beyond the end of a day, without a regression by then; on day 0 all that are watched. */
function stillWatched({ days, entrants }: Curve, day: number): number {
  if (day === 0) return entrants;
  const next = days[day];
  if (next !== undefined) return next.atRisk;
  const last = days[day - 1];
  return last === undefined ? 0 : last.atRisk - last.events;
}
