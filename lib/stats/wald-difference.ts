import { type Interval, zOf } from '@/lib/stats/interval';

/**
 * The interval of a difference that is symmetric by both standard errors, `one` minus `base`, for checks
 * against other software: it covers too little where events are few, so what is shown is MOVER's.
 *
 * Source: Wald; for two Kaplan–Meier rates Klein et al. 2007, Stat Med 26:4505, by Greenwood's errors.
 * No events in either, or all events: no width. Throws on negative standard errors.
 */
export function waldDifference(
  one: { rate: number; standardError: number },
  base: { rate: number; standardError: number },
  level: number,
): Interval {
  if (!(one.standardError >= 0 && base.standardError >= 0)) {
    throw new RangeError('a standard error is 0 or more');
  }
  const value = one.rate - base.rate;
  const half = zOf(level) * Math.hypot(one.standardError, base.standardError);
  return { lower: value - half, upper: value + half, level };
}
