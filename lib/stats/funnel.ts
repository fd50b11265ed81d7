import { binomialQuantile } from '@/lib/stats/distributions';
import { type Interval, zOf } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

/**
 * Where a group of `n` changes lies in `level` of all cases when its true rate is the target: the
 * sides of a funnel. `exact` are the binomial quantiles over n, `normal` their smooth approximation.
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185. Limits are rates within 0 and 1.
 * n = 0: [0, 1]. A target of 0 or 1 (no events, all events): no width. Throws on a target outside
 * [0, 1] and an n that is not a whole number.
 */
export function funnelLimits(
  target: number,
  n: number,
  level: number,
): { exact: Interval; normal: Interval } {
  if (!(target >= 0 && target <= 1)) throw new RangeError(`${target} is not a rate`);
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`${n} is not a number of changes`);
  const half = zOf(level);
  if (n === 0) {
    const everything = { lower: 0, upper: 1, level };
    return { exact: everything, normal: everything };
  }
  const spread = half * Math.sqrt((target * (1 - target)) / n);
  const tail = (1 - level) / 2;
  return {
    exact: {
      lower: binomialQuantile(tail, n, target) / n,
      upper: binomialQuantile(1 - tail, n, target) / n,
      level,
    },
    normal: { lower: Math.max(0, target - spread), upper: Math.min(1, target + spread), level },
  };
}

export type OverDispersion = {
  /** The pooled rate. */
  target: number;
  /** Distance of each group from the target in binomial standard deviations; null at n = 0. */
  z: readonly (number | null)[];
  /** Mean square of the distances, as they are and with the outermost drawn in. */
  phiRaw: number;
  phi: number;
  /** Whether distances and limits are to be widened by √phi. */
  isInflated: boolean;
  /** The distances after that. */
  zAdjusted: readonly (number | null)[];
};

/** With fewer groups the spread among them is not known well enough to widen anything by it. */
const fewestToInflate = 10;

/**
 * How much more the groups of a funnel differ than chance alone would make them.
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185, section 5: the winsorised φ, with the share `trim` at
 * each end drawn in to its quantile (type 7 of Hyndman & Fan 1996, Am Stat 50:361). Widened when
 * φ > 1 among at least ten groups.
 *
 * Nobody in any group: `no-data`. No events at all, or all events: `no-events`. One group: it is
 * the target. Throws on events outside 0 to n and unless 0 ≤ trim < ½.
 */
export function overDispersion(
  groups: readonly { events: number; n: number }[],
  trim: number,
): Result<OverDispersion> {
  if (!(trim >= 0 && trim < 0.5)) throw new RangeError(`${trim} is not a share to draw in`);
  for (const { events, n } of groups) {
    if (!(events >= 0 && events <= n && Number.isFinite(n))) {
      throw new RangeError(`${events} of ${n} is not a proportion`);
    }
  }
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return { ok: false, reason: 'no-data' };
  const target = groups.reduce((sum, { events }) => sum + events, 0) / total;
  if (target === 0 || target === 1) return { ok: false, reason: 'no-events' };
  const z = groups.map(({ events, n }) =>
    n === 0 ? null : (events / n - target) / Math.sqrt((target * (1 - target)) / n),
  );
  const told = z.filter((value) => value !== null).sort((a, b) => a - b);
  const lowest = quantile(told, trim);
  const highest = quantile(told, 1 - trim);
  const phi = meanSquare(told.map((value) => Math.min(highest, Math.max(lowest, value))));
  const isInflated = phi > 1 && told.length >= fewestToInflate;
  const width = isInflated ? Math.sqrt(phi) : 1;
  return {
    ok: true,
    target,
    z,
    phiRaw: meanSquare(told),
    phi,
    isInflated,
    zAdjusted: z.map((value) => (value === null ? null : value / width)),
  };
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

/** Between the two sorted values around it, in proportion. */
function quantile(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (place - Math.floor(place)) * (above - below);
}
