import { type Interval, zOf } from '@/lib/stats/interval';
import type { Result } from '@/lib/stats/result';

/** Events over time at risk of two arms of one stratum. */
type TimedStratum = { events1: number; time1: number; events0: number; time0: number };

type TimedRates = {
  /** Of the two arms, both weighted alike over the strata, in events a unit of time. */
  rate1: number;
  rate0: number;
  /** Null without events in both arms. */
  ratio: { value: number; standardErrorOfLn: number; interval: Interval } | null;
  difference: { value: number; standardError: number };
};

/**
 * The Mantel–Haenszel rate ratio and difference over strata of person-time, for exposures that are
 * counted in days of running rather than days since merge.
 *
 * Source: Greenland & Robins 1985, Biometrics 41:55; Rothman, Modern Epidemiology, ch. 15. The
 * difference is in events a unit of time.
 * A stratum with an arm without time has weight 0; with every stratum so: `no-overlap`. No events in an
 * arm: no ratio. No events at all: a difference of 0.
 */
export function matchedRates(strata: readonly TimedStratum[], level: number): Result<TimedRates> {
  const sums = { above: 0, below: 0, weight: 0, ratioVariance: 0, differenceVariance: 0 };
  for (const { events1, time1, events0, time0 } of strata) {
    if (time1 === 0 || time0 === 0) continue;
    const total = time1 + time0;
    const weight = (time1 * time0) / total;
    sums.above += (events1 * time0) / total;
    sums.below += (events0 * time1) / total;
    sums.weight += weight;
    sums.ratioVariance += ((events1 + events0) * time1 * time0) / total ** 2;
    sums.differenceVariance += weight ** 2 * (events1 / time1 ** 2 + events0 / time0 ** 2);
  }
  const { above, below, weight } = sums;
  if (weight === 0) return { ok: false, reason: 'no-overlap' };
  const [rate1, rate0] = [above / weight, below / weight];
  const difference = {
    value: rate1 - rate0,
    standardError: Math.sqrt(sums.differenceVariance) / weight,
  };
  if (!(above > 0 && below > 0)) return { ok: true, rate1, rate0, ratio: null, difference };
  const value = above / below;
  const standardErrorOfLn = Math.sqrt(sums.ratioVariance / (above * below));
  const factor = Math.exp(zOf(level) * standardErrorOfLn);
  const interval = { lower: value / factor, upper: value * factor, level };
  return { ok: true, rate1, rate0, ratio: { value, standardErrorOfLn, interval }, difference };
}
