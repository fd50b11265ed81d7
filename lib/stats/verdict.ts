/** The answer in one word; the first that holds, in this order. */
export type Verdict =
  | 'no-data'
  | 'too-young'
  | 'not-comparable'
  | 'not-enough-data'
  | 'agents-higher'
  | 'agents-lower'
  | 'similar'
  | 'early-sign-higher'
  | 'early-sign-lower'
  | 'no-clear-difference';

type Limits = { lower: number; upper: number };

/** What the verdict rests on. Rates are by the same day; ratios are agent over human. */
export type Evidence = {
  agents: number;
  humans: number;
  agentEvents: number;
  humanEvents: number;
  /** Share of the agent changes that have a human counterpart, 0 to 1. */
  overlap: number;
  /** Whether anybody was followed up to the day, on both sides. */
  isHorizonReached: boolean;
  /** Limits are null where there is nothing to tell them from: then they exclude nothing. */
  ratio: Limits | null;
  difference: Limits | null;
  /** The one that may be looked at every day. */
  alwaysValidRatio: Limits | null;
};

export type VerdictThresholds = {
  /** Regressions on both sides together. */
  fewestEvents: number;
  fewestAgents: number;
  smallestOverlap: number;
  /** Two rates within this ratio, or this difference, either way are similar. */
  similarRatio: number;
  similarDifference: number;
  /** A range that holds both this ratio and its inverse says nothing. */
  uninformativeRatio: number;
};

export const usualThresholds: VerdictThresholds = {
  fewestEvents: 10,
  fewestAgents: 20,
  smallestOverlap: 0.5,
  similarRatio: 1.25,
  similarDifference: 0.01,
  uninformativeRatio: 2,
};

/**
 * What may be said about agents against people: only a difference that also holds for readers who
 * look every day is settled, only a narrow range is called similar, and too little says nothing.
 *
 * No events, all events, one side without changes: each has its rung, none throws.
 */
export function verdict(evidence: Evidence, thresholds: VerdictThresholds): Verdict {
  const { agents, humans, agentEvents, humanEvents, overlap, isHorizonReached } = evidence;
  const ratio = evidence.ratio ?? unbounded;
  const settled = evidence.alwaysValidRatio ?? unbounded;
  if (agents === 0 || humans === 0) return 'no-data';
  if (!isHorizonReached) return 'too-young';
  if (overlap < thresholds.smallestOverlap) return 'not-comparable';
  const isFew =
    agentEvents + humanEvents < thresholds.fewestEvents || agents < thresholds.fewestAgents;
  const { uninformativeRatio } = thresholds;
  const saysNothing = ratio.lower <= 1 / uninformativeRatio && ratio.upper >= uninformativeRatio;
  if (isFew || saysNothing) return 'not-enough-data';
  if (settled.lower > 1) return 'agents-higher';
  if (settled.upper < 1) return 'agents-lower';
  if (isSimilar(ratio, evidence.difference, thresholds)) return 'similar';
  if (ratio.lower > 1) return 'early-sign-higher';
  if (ratio.upper < 1) return 'early-sign-lower';
  return 'no-clear-difference';
}

const unbounded: Limits = { lower: 0, upper: Infinity };

function isSimilar(
  ratio: Limits,
  difference: Limits | null,
  { similarRatio, similarDifference }: VerdictThresholds,
): boolean {
  if (ratio.lower >= 1 / similarRatio && ratio.upper <= similarRatio) return true;
  return (
    difference !== null &&
    difference.lower >= -similarDifference &&
    difference.upper <= similarDifference
  );
}
