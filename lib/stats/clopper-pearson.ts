import { betaQuantile } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';

/**
 * The "exact" interval for a proportion: it never covers less than its level, and mostly more.
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404, by quantiles of Beta(x, n − x + 1) and
 * Beta(x + 1, n − x). `events` of `n`, both counts, may be fractional. The limits are proportions.
 * No events: the lower limit is exactly 0. All events: the upper one is exactly 1. n = 0: [0, 1].
 * Throws when events < 0, events > n, or a count is not finite.
 */
export function clopperPearson(events: number, n: number, level: number): Interval {
  if (!(events >= 0 && events <= n && Number.isFinite(n))) {
    throw new RangeError(`${events} of ${n} is not a proportion`);
  }
  const tail = (1 - level) / 2;
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, events, n - events + 1),
    upper: events === n ? 1 : betaQuantile(1 - tail, events + 1, n - events),
    level,
  };
}
