import { logBeta } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';

/** An always-valid interval for a normal estimate, with the evidence against 0. */
export type AlwaysValid = {
  interval: Interval;
  /** Half the width in standard errors: what 1.96 is to an interval looked at once. */
  standardErrors: number;
  /** An e-value: 20 is at least as convincing as p = 0.05, at any time and however often looked. */
  evidence: number;
  /** At most `alpha` at any look with probability `alpha` when there is nothing to find. */
  p: number;
};

/**
 * A confidence sequence: it covers the truth at every look at once with probability 1 − `alpha`,
 * on the scale of the estimate (ln of a ratio).
 *
 * Source: Robbins 1970, Ann Math Stat 41:1397; Howard et al. 2021, Ann Stat 49:1055, normal mixture
 * with the information I = 1/SE²: ± √((I + r)/I² · ln((I + r)/(r α²))). `mixture` is r, fixed before
 * looking: `mixtureFor`. Asymptotic: to be started at ten events, and for information that only
 * grows since a declared start.
 *
 * An infinite standard error (no events, an empty arm): the whole line, evidence 1. Throws when the
 * standard error or r is not positive.
 */
export function normalMixtureInterval(
  estimate: number,
  standardError: number,
  { mixture, alpha }: { mixture: number; alpha: number },
): AlwaysValid {
  requireAlpha(alpha);
  if (!(standardError > 0)) throw new RangeError(`${standardError} is not a standard error`);
  if (!(mixture > 0 && Number.isFinite(mixture))) throw new RangeError(`${mixture} is no mixture`);
  if (!Number.isFinite(estimate)) throw new RangeError(`${estimate} is not an estimate`);
  const level = 1 - alpha;
  if (standardError === Infinity) {
    const interval = { lower: -Infinity, upper: Infinity, level };
    return { interval, standardErrors: Infinity, evidence: 1, p: 1 };
  }
  const information = 1 / (standardError * standardError);
  const total = information + mixture;
  const standardErrors = Math.sqrt(
    (total / information) * (Math.log(total / mixture) - 2 * Math.log(alpha)),
  );
  const halfWidth = standardErrors * standardError;
  const evidence =
    Math.sqrt(mixture / total) * Math.exp((estimate * information) ** 2 / (2 * total));
  return {
    interval: { lower: estimate - halfWidth, upper: estimate + halfWidth, level },
    standardErrors,
    evidence,
    p: Math.min(1, 1 / evidence),
  };
}

/**
 * The mixture r that makes `normalMixtureInterval` narrowest where the standard error is `tightest`.
 *
 * Source: the minimum over r of its width, at r = I/u with u − ln(1 + u) = −2 ln α; u = 8.212 at 0.05.
 * Throws when `tightest` is not positive.
 */
export function mixtureFor(tightest: number, alpha: number): number {
  if (!(tightest > 0)) throw new RangeError(`${tightest} is not a standard error`);
  return 1 / (tightest * tightest * narrowestAt(alpha));
}

/** The u > 0 with u − ln(1 + u) = −2 ln α. Throws unless 0 < alpha < 1. */
export function narrowestAt(alpha: number): number {
  requireAlpha(alpha);
  const asked = -2 * Math.log(alpha);
  // The left side rises without bound and is convex: Newton's steps from the right end at the root.
  let u = asked + Math.log1p(asked) + 2;
  for (let step = 0; step < 100; step += 1) {
    const next = u - ((u - Math.log1p(u) - asked) * (1 + u)) / u;
    if (!(next < u)) return u;
    u = next;
  }
  return u;
}

/**
 * Half the width of an asymptotic confidence sequence for the mean of `n` observations with this
 * `variance`, on their scale.
 *
 * Source: Waudby-Smith et al. 2024, Ann Stat 52:2613. `rho`, fixed before looking, says where it is
 * narrowest: `rhoFor`. n = 0: Infinity. Variance 0: 0. Throws on a negative variance or n, or a rho
 * that is not positive.
 */
export function asymptoticHalfWidth(
  { variance, n }: { variance: number; n: number },
  { rho, alpha }: { rho: number; alpha: number },
): number {
  requireAlpha(alpha);
  if (!(variance >= 0 && n >= 0)) throw new RangeError('a variance and a size are 0 or more');
  if (!(rho > 0)) throw new RangeError(`${rho} is not positive`);
  if (n === 0) return Infinity;
  const grown = n * rho * rho;
  return Math.sqrt(
    (variance / n) * ((grown + 1) / grown) * (Math.log1p(grown) - 2 * Math.log(alpha)),
  );
}

/**
 * The rho that makes `asymptoticHalfWidth` narrowest at `n` observations: exactly, and by the closed
 * form that others use, which is within 2 % and as valid.
 *
 * Source: Waudby-Smith et al. 2024, Ann Stat 52:2613, appendix. Throws unless n > 0.
 */
export function rhoFor(n: number, alpha: number): { exact: number; closedForm: number } {
  requireAlpha(alpha);
  if (!(n > 0)) throw new RangeError(`${n} is not a size`);
  const asked = -2 * Math.log(alpha);
  return {
    exact: Math.sqrt(narrowestAt(alpha) / n),
    closedForm: Math.sqrt((asked + Math.log1p(asked)) / n),
  };
}

/**
 * A confidence sequence for one rate: covers it after every change at once with probability
 * 1 − `alpha`, exactly, at any size.
 *
 * Source: Robbins 1970, Ann Math Stat 41:1397: all p with B(x + a, n − x + b)/B(a, b) below
 * pˣ(1 − p)ⁿ⁻ˣ/α, for a Beta(a, b) mixture fixed before looking.
 * No events: the lower limit is 0. All events: the upper one is 1. n = 0: [0, 1].
 * Throws when events are not between 0 and n.
 */
export function betaBinomialInterval(
  events: number,
  n: number,
  { a, b, alpha }: { a: number; b: number; alpha: number },
): Interval {
  requireAlpha(alpha);
  if (!(events >= 0 && events <= n && Number.isFinite(n))) {
    throw new RangeError(`${events} of ${n} is not a proportion`);
  }
  const clear = n - events;
  const bound = logBeta(events + a, clear + b) - logBeta(a, b) + Math.log(alpha);
  const isInside = (p: number) => term(events, Math.log(p)) + term(clear, Math.log1p(-p)) > bound;
  return {
    lower: events === 0 ? 0 : edge(isInside, events / n, 0),
    upper: events === n ? 1 : edge(isInside, events / n, 1),
    level: 1 - alpha,
  };
}

/** 0 times minus infinity is nothing here: what cannot happen did not happen. */
function term(count: number, logarithm: number): number {
  return count === 0 ? 0 : count * logarithm;
}

/** Where a range that holds `inside` but not `outside` ends. */
function edge(isInside: (p: number) => boolean, inside: number, outside: number): number {
  let [near, far] = [inside, outside];
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (near + far) / 2;
    if (isInside(middle)) near = middle;
    else far = middle;
  }
  return near;
}

function requireAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`${alpha} is not a chance of error`);
}
