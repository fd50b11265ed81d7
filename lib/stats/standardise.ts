import { gammaQuantile } from '@/lib/stats/distributions';
import { type Interval, zOf } from '@/lib/stats/interval';
import type { Stratum } from '@/lib/stats/mantel-haenszel';
import type { Result } from '@/lib/stats/result';

type Standardised = {
  risk1: number;
  risk0: number;
  difference: { value: number; standardError: number; interval: Interval };
  /** Null where a risk is 0. */
  ratio: { value: number; standardErrorOfLn: number; interval: Interval } | null;
};

/**
 * Both arms' risks had they one and the same mix of strata, by the weights given: those of arm 1 answer
 * what people would score on the changes that agents did.
 *
 * Source: direct standardisation, Rothman, Modern Epidemiology, ch. 3; binomial variances in strata.
 * Strata of weight 0 are left out; one with weight and an empty arm: `no-overlap`, as is no weight. No
 * events: risks of 0 and no ratio. All events: risks of 1.
 */
export function standardise(
  strata: readonly (Stratum & { weight: number })[],
  level: number,
): Result<Standardised> {
  const used = strata.filter(({ weight }) => weight > 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || used.some(({ n1, n0 }) => n1 === 0 || n0 === 0)) {
    return { ok: false, reason: 'no-overlap' };
  }
  const arm = (pick: (stratum: Stratum) => [events: number, n: number]) => {
    let [risk, variance] = [0, 0];
    for (const stratum of used) {
      const [events, n] = pick(stratum);
      const share = stratum.weight / total;
      const rate = events / n;
      risk += share * rate;
      variance += (share * share * rate * (1 - rate)) / n;
    }
    return { risk, variance };
  };
  const one = arm(({ events1, n1 }) => [events1, n1]);
  const zero = arm(({ events0, n0 }) => [events0, n0]);
  const z = zOf(level);
  const value = one.risk - zero.risk;
  const standardError = Math.sqrt(one.variance + zero.variance);
  const interval = { lower: value - z * standardError, upper: value + z * standardError, level };
  return {
    ok: true,
    risk1: one.risk,
    risk0: zero.risk,
    difference: { value, standardError, interval },
    ratio: one.risk > 0 && zero.risk > 0 ? ratioOf(one, zero, level) : null,
  };
}

type Arm = { risk: number; variance: number };

function ratioOf(one: Arm, zero: Arm, level: number): Standardised['ratio'] {
  const value = one.risk / zero.risk;
  const standardErrorOfLn = Math.sqrt(
    one.variance / one.risk ** 2 + zero.variance / zero.risk ** 2,
  );
  const factor = Math.exp(zOf(level) * standardErrorOfLn);
  return {
    value,
    standardErrorOfLn,
    interval: { lower: value / factor, upper: value * factor, level },
  };
}

/**
 * A rate standardised to another population's mix, with an interval that holds for few events.
 *
 * Source: Fay & Feuer 1997, Stat Med 16:791, gamma intervals. Rates are events a head.
 * No events: 0 with a positive upper limit. A stratum without people, or no standard population:
 * `no-data`.
 */
export function standardisedRate(
  strata: readonly { count: number; population: number; standard: number }[],
  level: number,
): Result<{ crude: number; adjusted: number; interval: Interval }> {
  const standard = strata.reduce((sum, one) => sum + one.standard, 0);
  const population = strata.reduce((sum, one) => sum + one.population, 0);
  if (standard === 0 || strata.some((one) => one.population === 0)) {
    return { ok: false, reason: 'no-data' };
  }
  const weights = strata.map((one) => one.standard / standard / one.population);
  const sumOf = (power: number) =>
    strata.reduce((sum, { count }, index) => sum + (weights[index] ?? 0) ** power * count, 0);
  const [adjusted, variance, most] = [sumOf(1), sumOf(2), Math.max(...weights)];
  const [above, aboveVariance] = [adjusted + most, variance + most ** 2];
  const quantile = (p: number, mean: number, spread: number) =>
    (gammaQuantile(p, mean ** 2 / spread) * spread) / mean;
  return {
    ok: true,
    crude: strata.reduce((sum, { count }) => sum + count, 0) / population,
    adjusted,
    interval: {
      lower: adjusted === 0 ? 0 : quantile((1 - level) / 2, adjusted, variance),
      upper: quantile((1 + level) / 2, above, aboveVariance),
      level,
    },
  };
}
