import { type FollowedStratum, riskSets } from '@/lib/stats/hazard-ratio';
import type { FollowUp } from '@/lib/stats/kaplan-meier';
import { cochranMantelHaenszel } from '@/lib/stats/mantel-haenszel';
import type { Result } from '@/lib/stats/result';

export type LogRank = {
  /** Events of each arm, and those expected of it if both had the same hazard on every day. */
  observed1: number;
  observed0: number;
  expected1: number;
  expected0: number;
  /** Of observed − expected, the same for both arms. */
  variance: number;
  test: Result<{ chiSquare: number; p: number }>;
};

/**
 * The log-rank test that both arms have the same hazards, stratum by stratum.
 *
 * Source: Mantel 1966, Cancer Chemother Rep 50:163; stratified: Peto & Peto 1972, J R Stat Soc A 135:185.
 * Events on days when the other arm has nobody at risk are all expected. One stratum: the plain test.
 * No events, all events on the first day, or never both arms at risk: the test says `no-events`. Throws on
 * days that are not whole.
 */
export function logRank(strata: readonly FollowedStratum[], lastDay: number): LogRank {
  const { sums } = riskSets(strata, lastDay);
  const observedOf = (arm: (stratum: FollowedStratum) => FollowUp) =>
    strata
      .flatMap((stratum) => arm(stratum).events)
      .filter(({ day, followUpDays }) => day <= followUpDays && day <= lastDay)
      .reduce((sum, { count }) => sum + count, 0);
  const observed1 = observedOf(({ one }) => one);
  const observed0 = observedOf(({ zero }) => zero);
  return {
    observed1,
    observed0,
    expected1: observed1 - sums.excess,
    expected0: observed0 + sums.excess,
    variance: sums.testVariance,
    test: cochranMantelHaenszel(sums),
  };
}
