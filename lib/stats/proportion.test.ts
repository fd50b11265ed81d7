import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clopperPearson, jeffreys, wilson } from '@/lib/stats/proportion';

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

describe('the other ranges of one rate', () => {
  // R 4.2.2 qbeta; Clopper–Pearson of 0/20 also Newcombe 1998, Table I, method 5.
  test.each([
    [0, 10, 0, 0.217196267509211, 0, 0.308497107818761],
    [3, 10, 0.0926945939381532, 0.605818318148671, 0.0667395111777345, 0.652452850059997],
    [0, 20, 0, 0.116638982904875, 0, 0.168433470983085],
    [81, 263, 0.254521934991023, 0.365647499174082, 0.252736745585271, 0.367621922601351],
    [0, 1, 0, 0.853253683690425, 0, 0.975],
  ])('%d of %d', (events, n, lower, upper, exactLower, exactUpper) => {
    const posterior = jeffreys(events, n, level);
    expect(posterior.lower).toBeCloseTo(lower, 9);
    expect(posterior.upper).toBeCloseTo(upper, 9);
    const exact = clopperPearson(events, n, level);
    expect(exact.lower).toBeCloseTo(exactLower, 9);
    expect(exact.upper).toBeCloseTo(exactUpper, 9);
  });

  test('what regressed and what did not mirror each other, and the exact range is the wider', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (yes, no) => {
        const n = yes + no;
        const [posterior, exact] = [jeffreys(yes, n, level), clopperPearson(yes, n, level)];
        expect(posterior.lower).toBeCloseTo(1 - jeffreys(no, n, level).upper, 8);
        expect(exact.lower).toBeCloseTo(1 - clopperPearson(no, n, level).upper, 8);
        expect(exact.lower).toBeLessThanOrEqual(posterior.lower);
        expect(exact.upper).toBeGreaterThanOrEqual(posterior.upper);
      }),
    );
  });

  test('nobody may be anything', () => {
    for (const range of [jeffreys, clopperPearson]) {
      expect(range(0, 0, level)).toEqual({ lower: 0, upper: 1, level });
      expect(range(8, 8, level).upper).toBe(1);
      expect(() => range(3, 2, level)).toThrow(RangeError);
    }
  });
});
