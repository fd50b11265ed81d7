import { betaQuantile } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';

/**
 * The Jeffreys interval for a proportion: equal tails of the posterior Beta(x + ½, n − x + ½).
 *
 * Source: Brown, Cai & DasGupta 2001, Stat Sci 16:101, with its ends. `events` of `n`, both counts, may
 * be fractional. The limits are proportions.
 * No events: the lower limit is exactly 0. All events: the upper one is exactly 1. n = 0: [0, 1].
 * Throws when events < 0, events > n, or a count is not finite.
 */
export function jeffreys(events: number, n: number, level: number): Interval {
  if (!(events >= 0 && events <= n && Number.isFinite(n))) {
    throw new RangeError(`${events} of ${n} is not a proportion`);
  }
  const tail = (1 - level) / 2;
  const [a, b] = [events + 0.5, n - events + 0.5];
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, a, b),
    upper: events === n ? 1 : betaQuantile(1 - tail, a, b),
    level,
  };
}
