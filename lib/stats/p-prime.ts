/** Events of a period's `n`. */
export type Period = { events: number; n: number };

/** A period on the chart. Null where a period has nothing to say: n = 0, or no limits at all. */
type PPrimePoint = {
  rate: number | null;
  /** How far the rate is from the centre, in binomial standard deviations. */
  z: number | null;
  lower: number | null;
  upper: number | null;
  /** Outside its limits: an unusual period, not yet a finding. */
  isUnusual: boolean;
};

export type PPrimeChart = {
  /** Of the baseline: null without anything in it. */
  centre: number | null;
  /** How many times wider than binomial the periods of the baseline vary: null with fewer than two. */
  sigmaZ: number | null;
  points: readonly PPrimePoint[];
};

/** What the limits are made of. */
export type PPrimePlan = {
  /** Centre and spread come from so many first periods and are then frozen; all when there are fewer. */
  baseline: number;
  /**
   * - `laney`: limits as wide as the periods vary, even narrower than binomial;
   * - `laney-at-least-binomial`: never narrower;
   * - `binomial`: the plain p chart.
   */
  spread: 'laney' | 'laney-at-least-binomial' | 'binomial';
  /** `arcsine` where fewer than ten events a period are expected: the other one alarms too often. */
  scale: 'normal' | 'arcsine';
};

/** The mean moving range of two standard normal values: Shewhart's d₂. */
const meanRangeOfTwo = 1.128;
const limitWidth = 3;

/**
 * Laney's p′ chart: control limits for rates of periods that vary more than binomially.
 *
 * Source: Laney 2002, Qual Eng 14:531: centre ± 3 σz √(p̄(1 − p̄)/n), σz the mean moving range of the
 * z-scores over 1.128. With `arcsine`, z is Anscombe's (1948, Biometrika 35:246)
 * 2√n (asin √((x + ⅜)/(n + ¾)) − asin √p̄), and limits are where it is ± 3σz, told as rates.
 *
 * Limits stay within 0 and 1. n = 0: a gap, ranges are taken across it. No events in the baseline, or
 * all: the centre is 0 or 1 and there are no limits. Nothing in the baseline: no centre.
 * Throws on events outside 0 to n.
 */
export function pPrimeChart(periods: readonly Period[], plan: PPrimePlan): PPrimeChart {
  for (const { events, n } of periods) {
    if (!(events >= 0 && events <= n && Number.isFinite(n))) {
      throw new RangeError(`${events} of ${n} is not a proportion`);
    }
  }
  const baseline = periods.slice(0, plan.baseline);
  const total = baseline.reduce((sum, { n }) => sum + n, 0);
  const centre = total === 0 ? null : baseline.reduce((sum, { events }) => sum + events, 0) / total;
  const scale = scales[plan.scale];
  const zOfPeriod = (period: Period) =>
    centre === null || centre === 0 || centre === 1 || period.n === 0
      ? null
      : scale.z(period, centre);
  const sigmaZ = spreadOf(baseline.map(zOfPeriod));
  const width = widthOf(sigmaZ, plan.spread);
  return {
    centre,
    sigmaZ,
    points: periods.map((period) => {
      const rate = period.n === 0 ? null : period.events / period.n;
      const z = zOfPeriod(period);
      if (z === null || centre === null || width === null) {
        return { rate, z, lower: null, upper: null, isUnusual: false };
      }
      return {
        rate,
        z,
        lower: Math.max(0, scale.rate(-limitWidth * width, period.n, centre)),
        upper: Math.min(1, scale.rate(limitWidth * width, period.n, centre)),
        isUnusual: Math.abs(z) > limitWidth * width,
      };
    }),
  };
}

/** Rates to scores about a centre, and scores back to rates. */
const scales = {
  normal: {
    z: ({ events, n }: Period, centre: number) =>
      (events / n - centre) / Math.sqrt((centre * (1 - centre)) / n),
    rate: (z: number, n: number, centre: number) =>
      centre + z * Math.sqrt((centre * (1 - centre)) / n),
  },
  arcsine: {
    z: ({ events, n }: Period, centre: number) =>
      2 *
      Math.sqrt(n) *
      (Math.asin(Math.sqrt((events + 3 / 8) / (n + 3 / 4))) - Math.asin(Math.sqrt(centre))),
    rate: (z: number, n: number, centre: number) => {
      const angle = Math.asin(Math.sqrt(centre)) + z / (2 * Math.sqrt(n));
      const within = Math.min(Math.PI / 2, Math.max(0, angle));
      return (Math.sin(within) ** 2 * (n + 3 / 4) - 3 / 8) / n;
    },
  },
};

function spreadOf(scores: readonly (number | null)[]): number | null {
  const told = scores.filter((z) => z !== null);
  const ranges = told.slice(1).map((z, index) => Math.abs(z - (told[index] ?? z)));
  if (ranges.length === 0) return null;
  return ranges.reduce((sum, range) => sum + range, 0) / ranges.length / meanRangeOfTwo;
}

function widthOf(sigmaZ: number | null, spread: PPrimePlan['spread']): number | null {
  if (spread === 'binomial') return 1;
  if (spread === 'laney') return sigmaZ;
  return Math.max(1, sigmaZ ?? 1);
}
