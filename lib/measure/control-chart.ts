import type { ControlChart } from '@/lib/api/trend';
import { type Counts, noCounts, sizeOf, together } from '@/lib/measure/counts';
import { level } from '@/lib/measure/definition';
import { cusum, driftScores } from '@/lib/stats/cusum';
import { expectedEvents, observedExpected } from '@/lib/stats/observed-expected';
import { pPrimeChart } from '@/lib/stats/p-prime';

/** The limits come from so many first periods and then stand still. */
const baselinePeriods = 20;
/** With fewer regressions a period there are no limits that would mean anything. */
const fewestEvents = 5;
/** With fewer than this the usual scale alarms too often. */
const fewForUsualScale = 10;
/** Half the shift to be found, and what the sum must exceed (statistics.md §2.7). */
const drift = { target: 0, slack: 0.5, threshold: 4 };

/** One period of merge and what is counted of it. */
export interface CountedPeriod {
  start: string;
  counts: Counts | undefined;
}

/**
 * Whether periods vary more than chance explains: Laney's p′ chart over the periods that are watched for
 * the whole window, observed against expected for those that are not, and the CUSUM over both.
 */
export function controlChart(periods: readonly CountedPeriod[], windowDays: number): ControlChart {
  const told = periods.map(({ start, counts = noCounts }) => ({
    start,
    counts,
    isMature: counts.entrants.every(({ followUpDays }) => followUpDays >= windowDays),
    events: counts.events.reduce((sum, { count }) => sum + count, 0),
    n: sizeOf(counts),
  }));
  const mature = told.filter(({ isMature }) => isMature);
  const events = mature.reduce((sum, one) => sum + one.events, 0) / Math.max(1, mature.length);
  if (mature.length < 3 || events < fewestEvents) {
    const why = `Fewer than ${fewestEvents} regressions a period, or fewer than three periods that were watched for the whole window: limits would mean nothing.`;
    return { centre: null, sigmaZ: null, why, points: [], immature: [], driftSince: null };
  }
  const scale = events < fewForUsualScale ? 'arcsine' : 'normal';
  const plan = { baseline: baselinePeriods, spread: 'laney-at-least-binomial', scale } as const;
  const chart = pPrimeChart(mature, plan);
  const baseline = together(mature.slice(0, baselinePeriods).map(({ counts }) => counts));
  const expectations = told.map(({ start, counts, events: observed, isMature }) => {
    const expected = expectedEvents(baseline, daysAtRisk(counts), windowDays);
    return { start, isMature, observed, expected };
  });
  const scores = driftScores(expectations, {
    dispersion: (chart.sigmaZ ?? 1) ** 2,
    scale: 'stabilised',
  });
  const { firstSignal, points } = cusum(scores, drift);
  const signal = firstSignal === null ? undefined : points[firstSignal];
  const run = Math.max(signal?.pointsAbove ?? 1, signal?.pointsBelow ?? 1);
  return {
    centre: chart.centre,
    sigmaZ: chart.sigmaZ,
    why: '',
    points: chart.points.map(({ lower, upper, isUnusual }, index) => ({
      start: mature[index]?.start ?? '',
      lower,
      upper,
      unusual: isUnusual,
    })),
    immature: expectations.flatMap(({ start, isMature, observed, expected }) => {
      if (isMature) return [];
      const { ratio, exact } = observedExpected(observed, expected, level);
      const upper = Number.isFinite(exact.upper) ? exact.upper : null;
      return { start, observed, expected, ratio, lower: exact.lower, upper };
    }),
    driftSince: firstSignal === null ? null : (told[firstSignal - run + 1]?.start ?? null),
  };
}

/** For how many days each change was at risk: until it regressed, or as long as it was watched. */
function daysAtRisk({ entrants, events }: Counts): { days: number; count: number }[] {
  return [
    ...entrants.map(({ followUpDays, count }) => ({ days: followUpDays, count })),
    ...events.flatMap(({ day, followUpDays, count }) => [
      { days: followUpDays, count: -count },
      { days: day, count },
    ]),
  ];
}
