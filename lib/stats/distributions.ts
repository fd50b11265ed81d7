/**
 * The only file that knows the distribution library. Its WebAssembly compiles while this module
 * loads, so everything that imports it may call it at once. Server only: it is heavy for a browser.
 */
import { compiled, igam, igamc, igami, incbet, incbi, lgam, ndtr, ndtri, psi, zeta } from 'cephes';

await compiled;

/**
 * Probability that a standard normal variable is at most `x`; 0 at −∞, 1 at ∞.
 * The upper tail is `normalCdf(-x)`: `1 - normalCdf(x)` loses every digit far out.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  if (!Number.isFinite(x)) return x < 0 ? 0 : 1;
  return ndtr(x);
}

/** The standard normal value below which probability `p` lies, 0 < p < 1. Throws otherwise. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 was expected: ${p}`);
  return ndtri(p);
}

/** Probability that a Beta(`a`, `b`) variable is at most `x`; 0 below 0, 1 above 1. Throws unless a, b > 0. */
export function betaCdf(x: number, a: number, b: number): number {
  requirePositive(a, b);
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  return incbet(a, b, Math.min(1, Math.max(0, x)));
}

/**
 * The value below which probability `p` of a Beta(`a`, `b`) variable lies: 0 at p = 0, 1 at p = 1.
 * Throws unless 0 ≤ p ≤ 1 and a, b > 0.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requirePositive(a, b);
  requireProbability(p);
  return p === 0 || p === 1 ? p : inverseBeta(p, a, b);
}

/** The library throws where the value is too near an end to be told from it. */
function inverseBeta(p: number, a: number, b: number): number {
  try {
    return incbi(a, b, p);
  } catch {
    return incbet(a, b, 0.5) >= p ? 0 : 1;
  }
}

/**
 * Probability that a χ² variable with `df` > 0 degrees of freedom exceeds `x`: a test's p-value.
 * Computed as a tail, so that it keeps its digits far out. 1 for x ≤ 0, 0 at ∞.
 */
export function chiSquareTail(x: number, df: number): number {
  requirePositive(df);
  if (Number.isNaN(x)) throw new RangeError('x must be a number');
  if (x === Infinity) return 0;
  return x <= 0 ? 1 : gammaTail(df / 2, x / 2);
}

/**
 * Student's t value below which probability `p` lies, with any `df` > 0, whole or not.
 *
 * Source: DLMF 8.17 with x = df/(df + t²); by the incomplete beta integral, as the library's own
 * function takes whole degrees of freedom only. At df = ∞ it is the normal quantile.
 * Throws unless 0 < p < 1.
 */
export function tQuantile(p: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`${df} is not positive`);
  if (df === Infinity) return normalQuantile(p);
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 was expected: ${p}`);
  if (p < 0.5) return -upperT(p, 2 * p, df);
  return upperT(1 - p, 2 * (1 - p), df);
}

/** The t that the upper tail `tail` lies beyond; `bothTails` is twice that. */
function upperT(tail: number, bothTails: number, df: number): number {
  // Each of the two forms loses its digits where the other keeps them: near 0 and far out.
  if (tail > 0.25) {
    const share = inverseBeta(1 - bothTails, 0.5, df / 2);
    return Math.sqrt((df * share) / (1 - share));
  }
  const share = inverseBeta(bothTails, df / 2, 0.5);
  return Math.sqrt((df * (1 - share)) / share);
}

/** Probability that Student's t with any `df` > 0 exceeds `t`. Computed as a tail: 0 at ∞, 1 at −∞. */
export function tTail(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`${df} is not positive`);
  if (Number.isNaN(t)) throw new RangeError('t must be a number');
  if (df === Infinity || !Number.isFinite(t)) return normalCdf(-t);
  const tail = incbet(df / 2, 0.5, df / (df + t * t)) / 2;
  return t < 0 ? 1 - tail : tail;
}

/** Natural logarithm of the gamma function. Throws unless x > 0. */
export function logGamma(x: number): number {
  requirePositive(x);
  return lgam(x);
}

/** First derivative of `logGamma`. Throws unless x > 0. */
export function digamma(x: number): number {
  requirePositive(x);
  return psi(x);
}

/** Second derivative of `logGamma`: Hurwitz' zeta function at 2 (DLMF 25.11.12). Throws unless x > 0. */
export function trigamma(x: number): number {
  requirePositive(x);
  return zeta(2, x);
}

/**
 * Natural logarithm of the beta function B(a, b) = Γ(a)Γ(b)/Γ(a + b). Throws unless a, b > 0.
 *
 * Source: DLMF 5.12.1 with Stirling's series 5.11.1 for what is large: the three log gammas are
 * huge there and nearly cancel, so that their plain sum has few true digits.
 */
export function logBeta(a: number, b: number): number {
  requirePositive(a, b);
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < stirlingFrom) return lgam(a) + lgam(b) - lgam(a + b);
  const share = small / (small + large);
  const correction = stirlingRemainder(large) - stirlingRemainder(small + large);
  if (small < stirlingFrom) {
    return (
      lgam(small) +
      correction +
      small -
      small * Math.log(small + large) +
      (large - 0.5) * Math.log1p(-share)
    );
  }
  return (
    (Math.log(2 * Math.PI) - Math.log(large)) / 2 +
    stirlingRemainder(small) +
    correction +
    (small - 0.5) * Math.log(share) +
    large * Math.log1p(-share)
  );
}

/** From here on, the terms of Stirling's series below reach the precision of a number. */
const stirlingFrom = 10;

/** What ln Γ(x) exceeds (x − ½) ln x − x + ½ ln 2π by, for x ≥ 10. */
function stirlingRemainder(x: number): number {
  const square = 1 / (x * x);
  const terms = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];
  return terms.reduceRight((sum, term) => sum * square + term, 0) / x;
}

/**
 * The value below which probability `p` of a gamma variable with this `shape` and scale 1 lies:
 * 0 at p = 0, Infinity at p = 1. Shape 0 (no events) is a point at 0: the quantile is 0.
 * Throws unless 0 ≤ p ≤ 1 and shape ≥ 0.
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(shape >= 0 && Number.isFinite(shape))) throw new RangeError(`${shape} is not a shape`);
  requireProbability(p);
  // Below 10⁻¹⁶ a probability can no longer be told from 0 by its complement.
  if (shape === 0 || 1 - p === 1) return 0;
  if (p === 1) return Infinity;
  try {
    return igami(shape, 1 - p);
  } catch {
    // Too near 0 to be told from it, or a shape so large that Wilson & Hilferty's cube root is exact
    // (1931, Proc Natl Acad Sci 17:684).
    const root = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * Math.sqrt(shape));
    return shape < 1 ? 0 : shape * root ** 3;
  }
}

/**
 * Probability of at most `count` events where `mean` are expected (Poisson). 0 below 0 events;
 * 1 at mean 0. Throws when the mean is negative.
 */
export function poissonCdf(count: number, mean: number): number {
  requireMean(mean);
  if (count < 0) return 0;
  return mean === 0 ? 1 : gammaTail(Math.floor(count) + 1, mean);
}

/** Probability of `count` events or more where `mean` are expected (Poisson). 1 at 0 events. */
export function poissonTail(count: number, mean: number): number {
  requireMean(mean);
  if (count <= 0) return 1;
  return mean === 0 ? 0 : gammaCdf(Math.ceil(count), mean);
}

/** The upper and the lower part of the gamma distribution. The library throws where one is nothing. */
function gammaTail(shape: number, x: number): number {
  try {
    return igamc(shape, x);
  } catch {
    return x > shape ? 0 : 1;
  }
}

function gammaCdf(shape: number, x: number): number {
  try {
    return igam(shape, x);
  } catch {
    return x > shape ? 1 : 0;
  }
}

/** Probability of at most `count` events among `n`, each with probability `p`. 0 below 0, 1 from n on. */
export function binomialCdf(count: number, n: number, p: number): number {
  requireProbability(p);
  if (count < 0) return 0;
  const whole = Math.floor(count);
  return whole >= n ? 1 : incbet(n - whole, whole + 1, 1 - p);
}

/**
 * The smallest count of events among `n`, each with probability `rate`, that at least probability
 * `p` lies at or below. 0 at n = 0 and at rate 0; n at rate 1. Throws unless n is a whole number.
 */
export function binomialQuantile(p: number, n: number, rate: number): number {
  requireProbability(p);
  if (!(Number.isInteger(n) && n >= 0)) throw new RangeError(`${n} is not a number of trials`);
  // A probability that should be met exactly may be missed by the last bits.
  const asked = p * (1 - 64 * Number.EPSILON);
  let tooFew = -1;
  let enough = n;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (binomialCdf(middle, n, rate) >= asked) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function requirePositive(...values: number[]): void {
  for (const value of values) {
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${value} is not positive`);
  }
}

function requireProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`);
}

function requireMean(mean: number): void {
  if (!(mean >= 0 && Number.isFinite(mean))) throw new RangeError(`${mean} is not a mean`);
}
