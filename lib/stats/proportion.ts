import { type Interval, zOf } from '@/lib/stats/interval';

/**
 * The Wilson score interval for a proportion.
 *
 * Source: Wilson 1927, J Am Stat Assoc 22:209; recommended at every n by Brown, Cai & DasGupta 2001,
 * Stat Sci 16:101. The roots in p of (x/n − p)² = z² p(1 − p)/n; the lower one is computed from the
 * product of both, which loses no digits when x is small beside n.
 *
 * `events` of `n`, both counts, may be fractional (effective sizes). The limits are proportions.
 * No events: the lower limit is exactly 0. All events: the upper one is exactly 1. n = 0: [0, 1].
 * Throws when events < 0, events > n, or a count is not finite.
 */
export function wilson(events: number, n: number, level: number): Interval {
  if (!(events >= 0 && events <= n && Number.isFinite(n))) {
    throw new RangeError(`${events} of ${n} is not a proportion`);
  }
  const z = zOf(level);
  if (n === 0) return { lower: 0, upper: 1, level };
  const centre = 2 * events + z * z;
  const spread = z * Math.sqrt(z * z + 4 * events * (1 - events / n));
  return {
    lower: (2 * events * (events / n)) / (centre + spread),
    upper: events === n ? 1 : Math.min(1, (centre + spread) / (2 * (n + z * z))),
    level,
  };
}
