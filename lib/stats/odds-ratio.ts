import { chiSquareTail } from '@/lib/stats/distributions';
import { type Interval, zOf } from '@/lib/stats/interval';
import type { Stratum } from '@/lib/stats/mantel-haenszel';
import type { Result } from '@/lib/stats/result';

type OddsRatio = { value: number; standardErrorOfLn: number; interval: Interval };

/**
 * The Mantel–Haenszel odds ratio over strata, for checks against other software: what is shown are
 * risks.
 *
 * Source: Mantel & Haenszel 1959, J Natl Cancer Inst 22:719; variance: Robins, Breslow & Greenland 1986,
 * Biometrics 42:311.
 * One-armed strata have weight 0. Events in one arm only, all events in one, or none: null.
 */
export function oddsRatio(strata: readonly Stratum[], level: number): OddsRatio | null {
  const sums = { r: 0, s: 0, pr: 0, mixed: 0, qs: 0 };
  for (const { events1: a, n1, events0: c, n0 } of strata) {
    const total = n1 + n0;
    if (n1 === 0 || n0 === 0) continue;
    const [b, d] = [n1 - a, n0 - c];
    const [p, q, r, s] = [(a + d) / total, (b + c) / total, (a * d) / total, (b * c) / total];
    sums.r += r;
    sums.s += s;
    sums.pr += p * r;
    sums.mixed += p * s + q * r;
    sums.qs += q * s;
  }
  const { r, s, pr, mixed, qs } = sums;
  if (!(r > 0 && s > 0)) return null;
  const standardErrorOfLn = Math.sqrt(pr / (2 * r * r) + mixed / (2 * r * s) + qs / (2 * s * s));
  const factor = Math.exp(zOf(level) * standardErrorOfLn);
  const value = r / s;
  return {
    value,
    standardErrorOfLn,
    interval: { lower: value / factor, upper: value * factor, level },
  };
}

type Homogeneity = {
  breslowDay: number;
  /** With Tarone's correction, which is to be preferred. */
  tarone: number;
  df: number;
  p: number;
  pOfTarone: number;
};

/**
 * Whether strata share one odds ratio: the Breslow–Day test, with Tarone's correction.
 *
 * Source: Breslow & Day 1980, Statistical Methods in Cancer Research I, 4.4; Tarone 1985, Biometrika
 * 72:91. Some packages call the corrected one Breslow–Day.
 * Strata with one arm, without events or with nothing else tell nothing and are left out. Fewer than two
 * others, or no common odds ratio: `no-events`.
 */
export function homogeneity(strata: readonly Stratum[]): Result<Homogeneity> {
  const common = oddsRatio(strata, 0.95);
  if (common === null) return { ok: false, reason: 'no-events' };
  const sums = { strata: 0, square: 0, excess: 0, variance: 0 };
  for (const stratum of strata) {
    const { events1, n1, events0, n0 } = stratum;
    const events = events1 + events0;
    if (n1 === 0 || n0 === 0 || events === 0 || events === n1 + n0) continue;
    const expected = expectedEvents(stratum, common.value);
    const variance = varianceAt(stratum, expected);
    // Of an arm a billion times smaller than the other one rounding leaves no spread.
    if (!(variance > 0)) continue;
    const excess = events1 - expected;
    sums.strata += 1;
    sums.square += (excess * excess) / variance;
    sums.excess += excess;
    sums.variance += variance;
  }
  if (sums.strata < 2) return { ok: false, reason: 'no-events' };
  const df = sums.strata - 1;
  const breslowDay = sums.square;
  const tarone = breslowDay - (sums.excess * sums.excess) / sums.variance;
  return {
    ok: true,
    breslowDay,
    tarone,
    df,
    p: chiSquareTail(breslowDay, df),
    pOfTarone: chiSquareTail(Math.max(0, tarone), df),
  };
}

/** The events of arm 1 that give the stratum the common odds ratio at its own margins. */
function expectedEvents({ events1, n1, events0, n0 }: Stratum, ratio: number): number {
  const events = events1 + events0;
  // The root within the margins of (1 − ratio) x² + b x = ratio n1 events, in the form that keeps its digits.
  const b = n0 - events + ratio * (n1 + events);
  const root = Math.sqrt(b * b + 4 * (1 - ratio) * ratio * n1 * events);
  return b > 0 ? (2 * ratio * n1 * events) / (b + root) : (root - b) / (2 * (1 - ratio));
}

function varianceAt({ events1, n1, events0, n0 }: Stratum, a: number): number {
  const c = events1 + events0 - a;
  return 1 / (1 / a + 1 / (n1 - a) + 1 / c + 1 / (n0 - c));
}
