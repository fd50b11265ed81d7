import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '@/lib/stats/proportion';

const level = 0.95;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.double({ min: 0.01, max: 1e7, noNaN: true });

describe('the range of one rate', () => {
  // Newcombe 1998, Stat Med 17:857, Table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%d of %d: the published limits', (events, n, lower, upper) => {
    const limits = wilson(events, n, level);
    expect(limits.lower).toBeCloseTo(lower, 4);
    expect(limits.upper).toBeCloseTo(upper, 4);
  });

  test('0 of 40 could be up to 8.8 %', () => {
    const limits = wilson(0, 40, level);
    expect(limits.lower).toBe(0);
    expect(limits.upper).toBeCloseTo(0.0876, 4);
  });

  test('all of 40 ends at exactly 1', () => {
    expect(wilson(40, 40, level).upper).toBe(1);
  });

  test('nothing known is everything possible', () => {
    expect(wilson(0, 0, level)).toEqual({ lower: 0, upper: 1, level });
  });

  test('one in ten million keeps its digits', () => {
    // By hand: x = 1, z² = 3.8415, limits (2x + z² ∓ z √(z² + 4x)) / 2n as n grows.
    const limits = wilson(1, 1e7, level);
    expect(limits.lower * 1e7).toBeCloseTo(0.17653, 4);
    expect(limits.upper * 1e7).toBeCloseTo(5.66494, 4);
  });

  test('the limits hold the rate and stay between 0 and 1, for fractional counts too', () => {
    fc.assert(
      fc.property(share, size, (rate, n) => {
        const { lower, upper } = wilson(rate * n, n, level);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(rate + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(rate - 1e-12);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('counting what went well mirrors the limits', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (events, rest) => {
        const n = events + rest;
        const bad = wilson(events, n, level);
        const good = wilson(rest, n, level);
        expect(bad.lower).toBeCloseTo(1 - good.upper, 12);
        expect(bad.upper).toBeCloseTo(1 - good.lower, 12);
      }),
    );
  });

  test.each([
    [-1, 10],
    [11, 10],
    [1, 0],
    [1, Number.NaN],
    [1, Infinity],
  ])('%d of %d is refused', (events, n) => {
    expect(() => wilson(events, n, level)).toThrow(RangeError);
  });
});
