/** One point of a cumulative sum chart. */
type CusumPoint = {
  /** How far above the target values have drifted, and how far below: both 0 or more. */
  above: number;
  below: number;
  /** For how many points in a row, up to this one: where a drift may have begun. */
  pointsAbove: number;
  pointsBelow: number;
};

/** A cumulative sum chart: it finds small lasting shifts that no single point shows. */
export type Cusum = {
  points: readonly CusumPoint[];
  /** Index of the first point beyond the threshold, null while there is none. */
  firstSignal: number | null;
};

/**
 * The tabular CUSUM of values about a target, in their own unit.
 *
 * Source: Page 1954, Biometrika 41:100; the tabular form of Montgomery, Introduction to Statistical
 * Quality Control, ch. 9. `slack` (k) is half of the shift to be found, `threshold` (h) what the sum
 * must exceed. A null value (an empty period) moves nothing. No values: no points. Throws on
 * infinite values and a negative slack or threshold.
 */
export function cusum(
  values: readonly (number | null)[],
  { target, slack, threshold }: { target: number; slack: number; threshold: number },
): Cusum {
  if (!(slack >= 0 && threshold >= 0)) throw new RangeError('slack and threshold are 0 or more');
  const points: CusumPoint[] = [];
  let at: CusumPoint = { above: 0, below: 0, pointsAbove: 0, pointsBelow: 0 };
  for (const value of values) {
    if (value !== null) {
      if (!Number.isFinite(value)) throw new RangeError(`${value} is not a value of a chart`);
      const above = Math.max(0, value - (target + slack) + at.above);
      const below = Math.max(0, target - slack - value + at.below);
      at = {
        above,
        below,
        pointsAbove: above > 0 ? at.pointsAbove + 1 : 0,
        pointsBelow: below > 0 ? at.pointsBelow + 1 : 0,
      };
    }
    points.push(at);
  }
  const first = points.findIndex(({ above, below }) => above > threshold || below > threshold);
  return { points, firstSignal: first === -1 ? null : first };
}

/** What a period should have seen by now, and what it has: immature periods expect less. */
export type ObservedExpected = { observed: number; expected: number };

/**
 * How far each period's regressions are from those expected, in standard deviations: to be summed
 * up by `cusum` about 0 with slack 0.5 and threshold 4, which need not wait for periods to mature.
 *
 * Source: O − E is a martingale with variance E (Aalen 1978, Ann Stat 6:701); `plain` divides by its
 * root, `stabilised` is Anscombe's root (1948, Biometrika 35:246), 2√(O + ⅜) − 2√(E + ⅛), which
 * keeps false alarms down where few are expected. `dispersion` is how many times the variance
 * exceeds Poisson's; less than 1 counts as 1.
 *
 * Nothing expected: null, whatever was observed. No events: as low as E says.
 * Throws on negative counts.
 */
export function driftScores(
  periods: readonly ObservedExpected[],
  { dispersion, scale }: { dispersion: number; scale: 'plain' | 'stabilised' },
): (number | null)[] {
  const spread = Math.sqrt(Math.max(1, dispersion));
  return periods.map(({ observed, expected }) => {
    if (!(observed >= 0 && expected >= 0)) throw new RangeError('counts are 0 or more');
    if (expected === 0) return null;
    const score =
      scale === 'plain'
        ? (observed - expected) / Math.sqrt(expected)
        : 2 * (Math.sqrt(observed + 3 / 8) - Math.sqrt(expected + 1 / 8));
    return score / spread;
  });
}
