import type { Estimate } from '@/lib/api/compare';
import type { Interval } from '@/lib/stats/interval';

/** An estimate as JSON can tell it: without infinity, an unbounded end is null beside a known one. */
export function estimate(
  comparison: { value: number | null; interval: Interval } | null | undefined,
): Estimate {
  if (comparison === undefined || comparison === null) {
    return { value: null, lower: null, upper: null };
  }
  const { value, interval } = comparison;
  return { value: finite(value), lower: interval.lower, upper: finite(interval.upper) };
}

const finite = (value: number | null) => (value === null || Number.isFinite(value) ? value : null);

/** An interval of a logarithm as one of the value. */
export function exponential({ lower, upper, level }: Interval): Interval {
  return { lower: Math.exp(lower), upper: Math.exp(upper), level };
}
