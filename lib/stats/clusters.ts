import { chiSquareTail } from '@/lib/stats/distributions';
import type { Result } from '@/lib/stats/result';

/** Events of a cluster's `n`, as a repository's changes. */
type Cluster = { events: number; n: number };

type ClusteredProportion = {
  proportion: number;
  standardError: number;
  /** Were the changes not in clusters. */
  binomialStandardError: number;
  /** How many times the clusters widen the variance. */
  designEffect: number;
  /** Counts of that many unclustered changes tell as much: any interval for counts takes them. */
  effectiveSize: number;
  effectiveEvents: number;
};

/**
 * A proportion of changes that come in clusters, by the ratio estimator.
 *
 * Source: Cochran 1977, Sampling Techniques, ch. 6; effective counts: Rao & Scott 1992, Biometrics
 * 48:577. Variance m/(m − 1) Σ(y − n p)²/(Σn)².
 * Fewer than two clusters, or all of them exactly alike: `too-few-clusters`; no changes: `no-data`; no
 * events or all: `no-events`, as nothing tells how they vary. Throws on events outside 0 to n.
 */
export function clusteredProportion(clusters: readonly Cluster[]): Result<ClusteredProportion> {
  const { told, total, proportion } = pooled(clusters);
  if (total === 0) return { ok: false, reason: 'no-data' };
  if (told.length < 2) return { ok: false, reason: 'too-few-clusters' };
  if (proportion === 0 || proportion === 1) return { ok: false, reason: 'no-events' };
  const squares = told.reduce((sum, { events, n }) => sum + (events - n * proportion) ** 2, 0);
  // Their effective size would be infinite. What is left of alike ones is rounding.
  if (squares <= 1e-20 * total ** 2) return { ok: false, reason: 'too-few-clusters' };
  const variance = ((told.length / (told.length - 1)) * squares) / total ** 2;
  const binomial = (proportion * (1 - proportion)) / total;
  const designEffect = variance / binomial;
  return {
    ok: true,
    proportion,
    standardError: Math.sqrt(variance),
    binomialStandardError: Math.sqrt(binomial),
    designEffect,
    effectiveSize: total / designEffect,
    effectiveEvents: (total / designEffect) * proportion,
  };
}

/**
 * How many times counts of clusters vary more than binomially: Pearson's X² over its degrees of freedom.
 *
 * Source: McCullagh & Nelder 1989, Generalized Linear Models, 4.5.
 * Fewer than two clusters: `too-few-clusters`; no events or all: `no-events`.
 */
export function dispersion(
  clusters: readonly Cluster[],
): Result<{ dispersion: number; proportion: number }> {
  const { told, total, proportion } = pooled(clusters);
  if (total === 0) return { ok: false, reason: 'no-data' };
  if (told.length < 2) return { ok: false, reason: 'too-few-clusters' };
  if (proportion === 0 || proportion === 1) return { ok: false, reason: 'no-events' };
  const squares = told.reduce(
    (sum, { events, n }) =>
      sum + (events - n * proportion) ** 2 / (n * proportion * (1 - proportion)),
    0,
  );
  return { ok: true, dispersion: squares / (told.length - 1), proportion };
}

/**
 * Whether two proportions of effective counts differ: Pearson's test on them.
 *
 * Source: Rao & Scott 1992, Biometrics 48:577. No spread, as without events: `no-events`.
 */
export function raoScott(
  one: ClusteredProportion,
  zero: ClusteredProportion,
): Result<{ chiSquare: number; p: number }> {
  const events = one.effectiveEvents + zero.effectiveEvents;
  const size = one.effectiveSize + zero.effectiveSize;
  const rate = events / size;
  if (!(rate > 0 && rate < 1)) return { ok: false, reason: 'no-events' };
  const part = ({ effectiveEvents, effectiveSize }: ClusteredProportion) =>
    (effectiveEvents - effectiveSize * rate) ** 2 / (effectiveSize * rate * (1 - rate));
  const chiSquare = part(one) + part(zero);
  return { ok: true, chiSquare, p: chiSquareTail(chiSquare, 1) };
}

function pooled(clusters: readonly Cluster[]) {
  for (const { events, n } of clusters) {
    if (!(events >= 0 && events <= n)) throw new RangeError(`${events} of ${n} is no proportion`);
  }
  const told = clusters.filter(({ n }) => n > 0);
  const total = told.reduce((sum, { n }) => sum + n, 0);
  const events = told.reduce((sum, one) => sum + one.events, 0);
  return { told, total, proportion: events / total };
}
