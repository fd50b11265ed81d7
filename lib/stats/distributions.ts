/**
 * The only file that knows the distribution library. Its WebAssembly compiles while this module
 * loads, so everything that imports it may call it at once. Server only: it is heavy for a browser.
 */
import { compiled, ndtr, ndtri } from 'cephes';

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
