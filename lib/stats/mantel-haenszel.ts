import { chiSquareTail } from '@/lib/stats/distributions';
import { type Interval, zOf } from '@/lib/stats/interval';
import { moverDifference } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';
import type { Result } from '@/lib/stats/result';

/** Two arms of one stratum: `events` of `n` with the trait (1) and without (0). May be fractional. */
export type Stratum = { events1: number; n1: number; events0: number; n0: number };

/**
 * What strata add up to for the Mantel–Haenszel estimates: sums that can be added and taken away
 * stratum by stratum, so that leaving out a cluster costs no second pass.
 */
export type Sums = {
  /** Strata with both arms. */
  strata: number;
  /** Theirs, pooled. */
  n1: number;
  n0: number;
  events1: number;
  events0: number;
  /** Σ n1 n0/N. */
  weight: number;
  /** Σ events1 n0/N and Σ events0 n1/N: their ratio is the risk ratio. */
  above: number;
  below: number;
  /** Σ of Greenland–Robins' numerator for the variance of the ln ratio. */
  ratioVariance: number;
  /** Σ of Sato's P and Q. */
  satoP: number;
  satoQ: number;
  /** Σ of Greenland–Robins' numerator for the variance of the difference. */
  differenceVariance: number;
  /** Σ observed − expected of arm 1, and its hypergeometric variance. */
  excess: number;
  testVariance: number;
};

export const noSums: Sums = {
  strata: 0,
  n1: 0,
  n0: 0,
  events1: 0,
  events0: 0,
  weight: 0,
  above: 0,
  below: 0,
  ratioVariance: 0,
  satoP: 0,
  satoQ: 0,
  differenceVariance: 0,
  excess: 0,
  testVariance: 0,
};

/**
 * Adds a stratum to the sums, in place for speed; a one-armed stratum has weight 0 and adds nothing.
 * Throws on events outside 0 to n.
 */
export function addStratum(sums: Sums, { events1: a, n1, events0: c, n0 }: Stratum): void {
  if (!(a >= 0 && a <= n1 && c >= 0 && c <= n0)) {
    throw new RangeError(`${a} of ${n1} and ${c} of ${n0} are not two proportions`);
  }
  if (n1 === 0 || n0 === 0) return;
  const total = n1 + n0;
  const events = a + c;
  const square = total * total;
  sums.strata += 1;
  sums.n1 += n1;
  sums.n0 += n0;
  sums.events1 += a;
  sums.events0 += c;
  sums.weight += (n1 * n0) / total;
  sums.above += (a * n0) / total;
  sums.below += (c * n1) / total;
  sums.ratioVariance += (n1 * n0 * events - a * c * total) / square;
  sums.satoP += (n1 * n1 * c - n0 * n0 * a + (n1 * n0 * (n0 - n1)) / 2) / square;
  sums.satoQ += (a * (n0 - c) + c * (n1 - a)) / (2 * total);
  sums.differenceVariance +=
    (a * (n1 - a) * n0 * n0 * n0 + c * (n0 - c) * n1 * n1 * n1) / (n1 * n0 * square);
  sums.excess += a - (n1 * events) / total;
  if (total > 1)
    sums.testVariance += (n1 * n0 * events * (total - events)) / (square * (total - 1));
}

/**
 * The sums of all strata but those of one part of them. What nothing is left of is exactly 0: the last bits of
 * a difference would pass for a ratio.
 */
export function without(all: Sums, part: Sums): Sums {
  return {
    strata: all.strata - part.strata,
    n1: all.n1 - part.n1,
    n0: all.n0 - part.n0,
    events1: all.events1 - part.events1,
    events0: all.events0 - part.events0,
    weight: all.strata === part.strata ? 0 : all.weight - part.weight,
    above: all.events1 === part.events1 ? 0 : all.above - part.above,
    below: all.events0 === part.events0 ? 0 : all.below - part.below,
    ratioVariance: all.ratioVariance - part.ratioVariance,
    satoP: all.satoP - part.satoP,
    satoQ: all.satoQ - part.satoQ,
    differenceVariance: all.differenceVariance - part.differenceVariance,
    excess: all.excess - part.excess,
    testVariance: all.testVariance - part.testVariance,
  };
}

export type MatchedRisks = {
  /** Risks of the two arms, both weighted alike over the strata. */
  risk1: number;
  risk0: number;
  /** risk1 − risk0, by Sato's standard error. */
  difference: { value: number; standardError: number; interval: Interval };
  /** risk1/risk0 by Greenland–Robins' standard error of its ln; null where either is 0. */
  ratio: { value: number; standardErrorOfLn: number; interval: Interval } | null;
  /** Of the difference, for strata that are all large (Greenland & Robins 1985). */
  standardErrorOfLargeStrata: number;
  usedStrata: number;
};

/**
 * Two risks matched over strata, their difference and ratio: both come from the same two risks.
 *
 * Source: Mantel & Haenszel 1959, J Natl Cancer Inst 22:719; variance of the difference: Sato 1989,
 * Biometrics 45:1323, good for many sparse strata and for few large ones; of the ln ratio: Greenland &
 * Robins 1985, Biometrics 41:55.
 *
 * No events: both risks 0, no ratio. All events: risks of 1. There the standard error of the difference is
 * 0, so its interval is Newcombe's on the pooled counts. Events in one arm only: a difference, no ratio. A stratum with one arm empty has weight 0; with every stratum so: `no-overlap`.
 */
export function matchedRisks(sums: Sums, level: number): Result<MatchedRisks> {
  if (sums.weight <= 0) return { ok: false, reason: 'no-overlap' };
  const risk1 = sums.above / sums.weight;
  const risk0 = sums.below / sums.weight;
  const value = risk1 - risk0;
  const square = sums.weight * sums.weight;
  const standardError = Math.sqrt(Math.max(0, (value * sums.satoP + sums.satoQ) / square));
  const z = zOf(level);
  return {
    ok: true,
    risk1,
    risk0,
    difference: {
      value,
      standardError,
      interval: hasNoSpread(sums)
        ? moverDifference(
            { rate: risk1, interval: wilson(sums.events1, sums.n1, level) },
            { rate: risk0, interval: wilson(sums.events0, sums.n0, level) },
          ).interval
        : { lower: value - z * standardError, upper: value + z * standardError, level },
    },
    ratio: ratioOf(sums, level),
    standardErrorOfLargeStrata: Math.sqrt(Math.max(0, sums.differenceVariance / square)),
    usedStrata: sums.strata,
  };
}

/** Each arm has no events, or nothing else. */
function hasNoSpread({ events1, n1, events0, n0 }: Sums): boolean {
  return (events1 === 0 || events1 === n1) && (events0 === 0 || events0 === n0);
}

/** The ratio of the sums with its interval on the logarithmic scale; null where an arm has no events. */
export function ratioOf(sums: Sums, level: number): MatchedRisks['ratio'] {
  const { above, below, ratioVariance } = sums;
  if (!(above > 0 && below > 0)) return null;
  const value = above / below;
  const standardErrorOfLn = Math.sqrt(Math.max(0, ratioVariance / (above * below)));
  const factor = Math.exp(zOf(level) * standardErrorOfLn);
  return {
    value,
    standardErrorOfLn,
    interval: { lower: value / factor, upper: value * factor, level },
  };
}

/**
 * The Cochran–Mantel–Haenszel test that the ratio is 1 in every stratum; over daily risk sets it is the
 * stratified log-rank test. One degree of freedom; `isCorrected` takes up to ½ from the excess, as other
 * software does by default.
 *
 * Source: Mantel & Haenszel 1959. No spread, as with no events, all events or no overlap: `no-events`.
 */
export function cochranMantelHaenszel(
  sums: Sums,
  { isCorrected } = { isCorrected: false },
): Result<{ chiSquare: number; p: number }> {
  if (!(sums.testVariance > 0)) return { ok: false, reason: 'no-events' };
  const excess = Math.max(0, Math.abs(sums.excess) - (isCorrected ? 1 / 2 : 0));
  const chiSquare = (excess * excess) / sums.testVariance;
  return { ok: true, chiSquare, p: chiSquareTail(chiSquare, 1) };
}
