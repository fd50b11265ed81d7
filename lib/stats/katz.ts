import { type Interval, zOf } from '@/lib/stats/interval';
import type { Stratum } from '@/lib/stats/mantel-haenszel';

/**
 * The interval for the ratio of two proportions, arm 1 over arm 0, that is symmetric in its logarithm.
 * Known for covering too little in small samples: for comparison with what others print.
 *
 * Source: Katz et al. 1978, Biometrics 34:469: variance 1/x₁ − 1/n₁ + 1/x₀ − 1/n₀. Counts may be fractional.
 * No events in one arm or in both, or an arm empty: null, nothing is added to the counts. All events in
 * both: no width. Throws on events outside 0 to n.
 */
export function katz({ events1, n1, events0, n0 }: Stratum, level: number): Interval | null {
  if (!(events1 >= 0 && events1 <= n1 && events0 >= 0 && events0 <= n0)) {
    throw new RangeError(`${events1} of ${n1} and ${events0} of ${n0} are not two proportions`);
  }
  const z = zOf(level);
  if (events1 === 0 || events0 === 0) return null;
  const ratio = events1 / n1 / (events0 / n0);
  const variance = Math.max(0, 1 / events1 - 1 / n1 + 1 / events0 - 1 / n0);
  const factor = Math.exp(z * Math.sqrt(variance));
  return { lower: ratio / factor, upper: ratio * factor, level };
}
