import { binomialQuantile } from '@/lib/stats/distributions';

/** The median of a sample, with the order statistics that cover it at the level. */
export interface Median {
  n: number;
  /** Null where there is nothing. */
  median: number | null;
  /** Null where no two of them cover the median often enough: with five or fewer, at 95 %. */
  lower: number | null;
  upper: number | null;
}

/**
 * The median of numbers of any unit, with an interval that holds whatever their distribution (Conover,
 * Practical Nonparametric Statistics, 3rd ed. 1999, 3.2). Nothing at n = 0.
 */
export function medianOf(values: readonly number[], level: number): Median {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  if (n === 0) return { n, median: null, lower: null, upper: null };
  const middle = [sorted[Math.floor((n - 1) / 2)], sorted[Math.floor(n / 2)]];
  const median = middle.reduce<number>((total, one) => total + (one ?? 0) / 2, 0);
  const below = binomialQuantile((1 - level) / 2, n, 0.5);
  const isCovered = 1 - 2 * 0.5 ** n >= level;
  return {
    n,
    median,
    lower: isCovered ? (sorted[Math.max(0, below - 1)] ?? null) : null,
    upper: isCovered ? (sorted[Math.min(n - 1, n - below)] ?? null) : null,
  };
}
