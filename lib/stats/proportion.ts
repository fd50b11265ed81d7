import { betaQuantile } from '@/lib/stats/distributions';
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
  requireProportion(events, n);
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

/**
 * The interval of Jeffreys' posterior Beta(x + ½, n − x + ½), with its ends drawn out to 0 and 1.
 *
 * Source: Brown, Cai & DasGupta 2001, Stat Sci 16:101. Counts may be fractional.
 * No events: the lower limit is 0. All events: the upper one is 1. n = 0: [0, 1]. Throws as `wilson`.
 */
export function jeffreys(events: number, n: number, level: number): Interval {
  requireProportion(events, n);
  if (n === 0) return { lower: 0, upper: 1, level };
  const tail = (1 - level) / 2;
  const quantile = (p: number) => betaQuantile(p, events + 0.5, n - events + 0.5);
  return {
    lower: events === 0 ? 0 : quantile(tail),
    upper: events === n ? 1 : quantile(1 - tail),
    level,
  };
}

/**
 * The interval that never covers less than it says, and mostly more.
 *
 * Source: Clopper & Pearson 1934, Biometrika 26:404, by beta quantiles.
 * No events: the lower limit is 0. All events: the upper one is 1. n = 0: [0, 1]. Throws as `wilson`.
 */
export function clopperPearson(events: number, n: number, level: number): Interval {
  requireProportion(events, n);
  const tail = (1 - level) / 2;
  return {
    lower: events === 0 ? 0 : betaQuantile(tail, events, n - events + 1),
    upper: events === n ? 1 : betaQuantile(1 - tail, events + 1, n - events),
    level,
  };
}

function requireProportion(events: number, n: number): void {
  if (!(events >= 0 && events <= n && Number.isFinite(n))) {
    throw new RangeError(`${events} of ${n} is not a proportion`);
  }
}
