/**
 * How strongly something unmeasured would have to go with both sides of a ratio to explain it away:
 * the E-value of the ratio, and of the limit of its interval that is nearer to 1.
 *
 * Source: VanderWeele & Ding 2017, Ann Intern Med 167:268: r + √(r(r − 1)), of 1/r below 1. Not to be
 * confused with the e-values of sequential tests.
 * A ratio of 1, and a limit where the interval holds 1: 1, nothing is needed. A ratio of 0 or Infinity
 * (no events on one side): Infinity. Throws on negative ratios.
 */
export function confoundingEValue(ratio: { value: number; lower: number; upper: number }): {
  point: number;
  limit: number;
} {
  const { value, lower, upper } = ratio;
  const nearer = value >= 1 ? Math.max(1, lower) : Math.min(1, upper);
  return { point: eValue(value), limit: eValue(nearer) };
}

function eValue(ratio: number): number {
  if (!(ratio >= 0)) throw new RangeError(`${ratio} is not a ratio`);
  const above = ratio < 1 ? 1 / ratio : ratio;
  return Number.isFinite(above) ? above + Math.sqrt(above * (above - 1)) : Infinity;
}
