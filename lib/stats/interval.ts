import { normalQuantile } from '@/lib/stats/distributions';

/** A range that covers the truth in `level` of all samples. `upper` of a ratio may be Infinity. */
export type Interval = { lower: number; upper: number; level: number };

/** The two-sided standard normal quantile for a coverage: 1.96 at 0.95. Throws outside (0, 1). */
export function zOf(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`${level} is not a coverage`);
  return -normalQuantile((1 - level) / 2);
}
