import { tQuantile } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

export type Jackknifed = {
  standardError: number;
  interval: Interval;
  /** The estimate without each cluster, as given. */
  leftOut: readonly number[];
};

/** Fewer clusters tell nothing of how clusters vary. */
const fewestClusters = 5;

/**
 * How uncertain an estimate is when its changes come in clusters that stand or fall together: the
 * leave-one-cluster-out jackknife, with Student's t on one degree of freedom less than clusters.
 *
 * Source: Tukey 1958, Ann Math Stat 29:614; SE² = (G − 1)/G Σ(θ₍g₎ − θ̄)². `leftOut` holds the estimate
 * on its symmetric scale (ln of a ratio, or a difference) without each cluster.
 *
 * All alike, as with no events: a standard error of 0. Fewer than five clusters, or one without which
 * nothing can be told (not finite): `too-few-clusters`.
 */
export function jackknife(
  estimate: number,
  leftOut: readonly number[],
  level: number,
): Result<Jackknifed> {
  const clusters = leftOut.length;
  if (clusters < fewestClusters || !leftOut.every(Number.isFinite)) {
    return { ok: false, reason: 'too-few-clusters' };
  }
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / clusters;
  const squares = leftOut.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(((clusters - 1) / clusters) * squares);
  const half = tQuantile((1 + level) / 2, clusters - 1) * standardError;
  return {
    ok: true,
    standardError,
    interval: { lower: estimate - half, upper: estimate + half, level },
    leftOut,
  };
}
