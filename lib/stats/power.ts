import { normalQuantile } from '@/lib/stats/distributions';
import { zOf } from '@/lib/stats/interval';

/** A two-sided test at `alpha` that finds a real difference with probability `power`. */
type TestPlan = { alpha: number; power: number };

/**
 * How many changes each side needs so that two given rates are told apart.
 *
 * Source: Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, ch. 4: unequal
 * allocation, pooled null variance, no continuity correction. Never to be asked with an observed
 * difference: power after the fact only restates the p-value.
 *
 * Rates are probabilities by the same day; `humansPerAgent` is the ratio of the two sizes. The
 * answer is not rounded. Equal rates, so also 0 against 0: Infinity. A rate of 0 or 1 on one side
 * alone: the same formula. Throws on rates outside [0, 1] and a ratio that is not positive (an empty arm).
 */
export function sampleSize(
  { humanRate, agentRate }: { humanRate: number; agentRate: number },
  humansPerAgent: number,
  plan: TestPlan,
): { agents: number; humans: number } {
  if (!isRate(humanRate) || !isRate(agentRate)) throw new RangeError('rates lie between 0 and 1');
  if (!(humansPerAgent > 0)) throw new RangeError('both sides need changes');
  const pooled = (agentRate + humansPerAgent * humanRate) / (1 + humansPerAgent);
  const distance =
    zOf(1 - plan.alpha) * Math.sqrt(varianceOf(pooled) * (1 + 1 / humansPerAgent)) +
    normalQuantile(plan.power) *
      Math.sqrt(varianceOf(agentRate) + varianceOf(humanRate) / humansPerAgent);
  const agents = agentRate === humanRate ? Infinity : (distance / (agentRate - humanRate)) ** 2;
  return { agents, humans: agents * humansPerAgent };
}

/**
 * How many more agent changes are needed to see `detectRatio` times the human rate, with as many
 * human changes as there are: the smallest whole number whose own `sampleSize` it meets.
 *
 * Source: as `sampleSize`, solved for the size of one arm with the other fixed. `more` is 0 when
 * there are enough already, and `needed` when there are none yet.
 * Null when no number of agent changes would do: too few human changes or none, a human rate of 0
 * (nothing to multiply), or a multiplied rate of 1 and above. Throws on a ratio of 1, which is no
 * difference, or one that is not positive.
 */
export function additionalNeeded(
  { humanRate, humans, agents }: { humanRate: number; humans: number; agents: number },
  detectRatio: number,
  plan: TestPlan,
): { needed: number; more: number } | null {
  if (!(detectRatio > 0) || detectRatio === 1) {
    throw new RangeError(`${detectRatio} is not a ratio to detect`);
  }
  const agentRate = humanRate * detectRatio;
  if (humans === 0 || humanRate === 0 || agentRate >= 1) return null;
  const isEnough = (size: number) =>
    sampleSize({ humanRate, agentRate }, humans / size, plan).agents <= size;

  // Power only grows with the size, so doubling brackets the answer and halving finds it.
  let enough = 1;
  while (!isEnough(enough)) {
    enough *= 2;
    if (enough > Number.MAX_SAFE_INTEGER) return null;
  }
  let tooFew = Math.floor(enough / 2);
  while (enough - tooFew > 1) {
    const middle = Math.floor((enough + tooFew) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return { needed: enough, more: Math.max(0, enough - agents) };
}

/**
 * The smallest ratio above 1 to the human rate that these sizes could show: with fewer changes only
 * greater differences can be told.
 *
 * Source: as `sampleSize`, solved for the agent rate. Null when not even an agent rate of 1 could be
 * told apart: too few changes on a side or none, or a human rate of 0 (nothing to multiply) or 1.
 * Throws on a rate outside [0, 1].
 */
export function minimumDetectableRatio(
  { humanRate, humans, agents }: { humanRate: number; humans: number; agents: number },
  plan: TestPlan,
): number | null {
  if (!isRate(humanRate)) throw new RangeError('rates lie between 0 and 1');
  if (humans === 0 || agents === 0 || humanRate === 0 || humanRate === 1) return null;
  const isShown = (agentRate: number) =>
    sampleSize({ humanRate, agentRate }, humans / agents, plan).agents <= agents;
  if (!isShown(1)) return null;
  let hidden = humanRate;
  let shown = 1;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (hidden + shown) / 2;
    if (isShown(middle)) shown = middle;
    else hidden = middle;
  }
  return shown / humanRate;
}

function isRate(rate: number): boolean {
  return rate >= 0 && rate <= 1;
}

function varianceOf(rate: number): number {
  return rate * (1 - rate);
}
