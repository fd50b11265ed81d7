import type { Interval } from '@/lib/stats/interval';

/** A rate with its interval: what both comparisons start from. */
export type RateEstimate = { rate: number; interval: Interval };

/** A difference or ratio with its interval. `value` is null when it is undefined (0 against 0). */
type Comparison<Value extends number | null> = { value: Value; interval: Interval };

/**
 * The difference of two independent rates, `rate` minus `base`, on the scale of the rates.
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 10, for Wilson intervals; Zou & Donner 2008,
 * Stat Med 27:1693 (MOVER), for any.
 * No events in either: 0, as wide as both intervals. All events in one: the same formula.
 * An empty arm has no rate, so it cannot be asked for. Throws when the levels differ.
 */
export function moverDifference(rate: RateEstimate, base: RateEstimate): Comparison<number> {
  const value = rate.rate - base.rate;
  return {
    value,
    interval: {
      lower: value - Math.hypot(rate.rate - rate.interval.lower, base.interval.upper - base.rate),
      upper: value + Math.hypot(rate.interval.upper - rate.rate, base.rate - base.interval.lower),
      level: commonLevel(rate, base),
    },
  };
}

/**
 * The ratio of two independent rates, `rate` over `base`: 2 is twice as often.
 *
 * Source: Donner & Zou 2012, Stat Methods Med Res 21:347 (MOVER-R); for two proportions Fagerland &
 * Newcombe 2013, Stat Med 32:2823.
 * 0 against x: 0 with a finite upper limit. x against 0: Infinity with a finite lower limit.
 * 0 against 0: null within [0, Infinity]. All events in one or both: the same formula.
 * An empty arm has no rate, so it cannot be asked for. Throws when the levels differ.
 */
export function moverRatio(rate: RateEstimate, base: RateEstimate): Comparison<number | null> {
  return {
    value: rate.rate === 0 && base.rate === 0 ? null : rate.rate / base.rate,
    interval: {
      lower: lowerRatio(rate, base),
      // The method is symmetric: the upper limit is the lower one of the inverse ratio, inverted.
      upper: 1 / lowerRatio(base, rate),
      level: commonLevel(rate, base),
    },
  };
}

/**
 * The smaller root of the MOVER-R quadratic, with its numerator rationalised: the published form
 * divides by u(2p − u) of the base, which is 0 or negative for intervals far from symmetric.
 */
function lowerRatio(above: RateEstimate, below: RateEstimate): number {
  const { lower } = above.interval;
  const { upper } = below.interval;
  if (lower === 0) return 0;
  const product = above.rate * below.rate;
  const numerator = lower * (2 * above.rate - lower);
  const discriminant = product * product - numerator * upper * (2 * below.rate - upper);
  return numerator / (product + Math.sqrt(Math.max(0, discriminant)));
}

function commonLevel(one: RateEstimate, other: RateEstimate): number {
  if (one.interval.level !== other.interval.level) {
    throw new RangeError('two intervals of different levels cannot be combined');
  }
  return one.interval.level;
}
