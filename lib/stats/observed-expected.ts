import { gammaQuantile } from '@/lib/stats/distributions';
import { type Interval, zOf } from '@/lib/stats/interval';
import { type FollowUp, kaplanMeier } from '@/lib/stats/kaplan-meier';

type ObservedExpected = {
  /** Observed over expected; null where nothing is expected. */
  ratio: number | null;
  exact: Interval;
  /** Byar's closed form of the exact one. */
  byar: Interval;
};

/**
 * How many times as many events were observed as expected, with the exact Poisson interval.
 *
 * Source: Garwood 1936, Biometrika 28:437 by gamma quantiles; Byar in Breslow & Day 1987, Statistical
 * Methods in Cancer Research II, 2.3.
 * None observed: from 0. None expected: null within [0, Infinity]. Throws on negative counts.
 */
export function observedExpected(
  observed: number,
  expected: number,
  level: number,
): ObservedExpected {
  if (!(observed >= 0 && expected >= 0)) throw new RangeError('counts are 0 or more');
  const tail = (1 - level) / 2;
  const z = zOf(level);
  const cube = (count: number, side: number) =>
    count * (1 - 1 / (9 * count) + (side * z) / (3 * Math.sqrt(count))) ** 3;
  if (expected === 0) {
    const anything = { lower: 0, upper: Infinity, level };
    return { ratio: null, exact: anything, byar: anything };
  }
  return {
    ratio: observed / expected,
    exact: {
      lower: gammaQuantile(tail, observed) / expected,
      upper: gammaQuantile(1 - tail, observed + 1) / expected,
      level,
    },
    byar: {
      lower: observed === 0 ? 0 : Math.max(0, cube(observed, -1)) / expected,
      upper: cube(observed + 1, 1) / expected,
      level,
    },
  };
}

/**
 * How many events changes should have had by now if they had regressed like a baseline: the sum of the
 * baseline's cumulative hazard over the days that each was at risk.
 *
 * Source: Nelson–Aalen, Aalen 1978, Ann Stat 6:701. `atRisk` has how many changes were at risk for how
 * many days, at most `horizonDays` of which count.
 * A baseline without events, or no changes: 0. Beyond the baseline's last day its hazard stands still.
 */
export function expectedEvents(
  baseline: FollowUp,
  atRisk: readonly { days: number; count: number }[],
  horizonDays: number,
): number {
  const hazards = [0];
  for (const { atRisk: risk, events } of kaplanMeier(baseline).days) {
    hazards.push((hazards.at(-1) ?? 0) + (risk === 0 ? 0 : events / risk));
  }
  const until = (days: number) => hazards[Math.min(days, horizonDays, hazards.length - 1)] ?? 0;
  return atRisk.reduce((sum, { days, count }) => sum + count * until(days), 0);
}
