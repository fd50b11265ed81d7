import type { Result } from '@/lib/stats/result';

/** How labels err: the share of real regressions that is found, and of clean changes that stay clean. */
type ErrorRates = { sensitivity: number; specificity: number };

/**
 * The true rate behind one that was observed through labels that err.
 *
 * Source: Rogan & Gladen 1978, Am J Epidemiol 107:71: (p + Sp − 1)/(Se + Sp − 1).
 * Observed below 1 − Sp, so also no events with imperfect specificity:
 * `rate-below-false-positive-rate`. Above Se, so also all events with imperfect sensitivity:
 * `rate-beyond-labels`. Se + Sp of 1 or less: `labels-say-nothing`. Throws outside [0, 1].
 */
export function correctedRate(
  observed: number,
  { sensitivity, specificity }: ErrorRates,
): Result<{ rate: number }> {
  requireShares(observed, sensitivity, specificity);
  const informative = sensitivity + specificity - 1;
  if (informative <= 0) return { ok: false, reason: 'labels-say-nothing' };
  const rate = (observed + specificity - 1) / informative;
  // The last bits of a rate that is exactly on the edge must not decide.
  if (rate < -rounding) return { ok: false, reason: 'rate-below-false-positive-rate' };
  if (rate > 1 + rounding) return { ok: false, reason: 'rate-beyond-labels' };
  return { ok: true, rate: clamp(rate) };
}

/**
 * How much a difference and a ratio shrank by labels that err alike on both sides.
 *
 * Source: Rogan & Gladen 1978, Am J Epidemiol 107:71, on both: the difference is divided by
 * Se + Sp − 1. `corrected` is refused for the reasons of `correctedRate` on either side.
 * Ratios are null at 0/0 and Infinity at x/0. Throws outside [0, 1].
 */
export function correctedComparison(
  observed: { agentRate: number; humanRate: number },
  rates: ErrorRates,
): {
  observed: { difference: number; ratio: number | null };
  corrected: Result<{ difference: number; ratio: number | null }>;
} {
  const agent = correctedRate(observed.agentRate, rates);
  const human = correctedRate(observed.humanRate, rates);
  return {
    observed: compared(observed.agentRate, observed.humanRate),
    corrected: !agent.ok
      ? agent
      : !human.ok
        ? human
        : { ok: true, ...compared(agent.rate, human.rate) },
  };
}

/**
 * True rates of two groups when some of each belong to the other: undeclared agents among human
 * changes, people's among those taken for agents'.
 *
 * Source: the observed rates are agent · p + human · (1 − p) by the share p of each group that is
 * what it is called (its predictive value), solved for both; see Copeland et al. 1977, Am J
 * Epidemiol 105:488. Both shares together of 1 or less: `labels-say-nothing`. A solution outside
 * [0, 1], so also no events on one side only: `rate-beyond-labels`. Throws outside [0, 1].
 */
export function correctedAuthorship(
  observed: { agentRate: number; humanRate: number },
  { agentShare, humanShare }: { agentShare: number; humanShare: number },
): Result<{ agentRate: number; humanRate: number }> {
  requireShares(observed.agentRate, observed.humanRate, agentShare, humanShare);
  const informative = agentShare + humanShare - 1;
  if (informative <= 0) return { ok: false, reason: 'labels-say-nothing' };
  const agentRate =
    (humanShare * observed.agentRate - (1 - agentShare) * observed.humanRate) / informative;
  const humanRate =
    (agentShare * observed.humanRate - (1 - humanShare) * observed.agentRate) / informative;
  const isPossible = [agentRate, humanRate].every(
    (rate) => rate >= -rounding && rate <= 1 + rounding,
  );
  if (!isPossible) return { ok: false, reason: 'rate-beyond-labels' };
  return { ok: true, agentRate: clamp(agentRate), humanRate: clamp(humanRate) };
}

const rounding = 1e-12;

function clamp(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}

function compared(agentRate: number, humanRate: number) {
  return {
    difference: agentRate - humanRate,
    ratio: agentRate === 0 && humanRate === 0 ? null : agentRate / humanRate,
  };
}

function requireShares(...shares: number[]): void {
  for (const share of shares) {
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${share} is not a share`);
  }
}
