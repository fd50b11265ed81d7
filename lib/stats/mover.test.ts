import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moverDifference, moverRatio, type RateEstimate } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';

const level = 0.95;

function rateOf(events: number, n: number): RateEstimate {
  return { rate: events / n, interval: wilson(events, n, level) };
}

const anyRate = fc
  .tuple(fc.nat(500), fc.nat(500))
  .filter(([events, rest]) => events + rest > 0)
  .map(([events, rest]) => rateOf(events, events + rest));

describe('the difference of two rates', () => {
  // Newcombe 1998, Stat Med 17:873, Table II, method 10; the last one Fagerland, Lydersen &
  // Laake 2017, Statistical Analysis of Contingency Tables, ch. 4 (Perondi 2004).
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
    [7, 34, 1, 34, 0.0189, 0.3404],
  ])('%d/%d against %d/%d: the published limits', (x1, n1, x0, n0, lower, upper) => {
    const { value, interval } = moverDifference(rateOf(x1, n1), rateOf(x0, n0));
    expect(value).toBeCloseTo(x1 / n1 - x0 / n0, 12);
    expect(interval.lower).toBeCloseTo(lower, 4);
    expect(interval.upper).toBeCloseTo(upper, 4);
  });

  test('swapping the arms turns the sign', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (one, other) => {
        const forth = moverDifference(one, other);
        const back = moverDifference(other, one);
        expect(back.value).toBeCloseTo(-forth.value, 12);
        expect(back.interval.lower).toBeCloseTo(-forth.interval.upper, 12);
        expect(back.interval.upper).toBeCloseTo(-forth.interval.lower, 12);
      }),
    );
  });

  test('the limits hold the difference and stay between −1 and 1', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (one, other) => {
        const { value, interval } = moverDifference(one, other);
        expect(interval.lower).toBeLessThanOrEqual(value);
        expect(interval.upper).toBeGreaterThanOrEqual(value);
        expect(Math.max(-interval.lower, interval.upper)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('the ratio of two rates', () => {
  // Fagerland & Newcombe 2013, Stat Med 32:2823 (7/18 against 1/18); Zou & Donner 2008.
  test.each([
    [7, 18, 1, 18, 1.277, 40.751, 3],
    [6, 22, 112, 842, 0.9735, 3.7295, 4],
  ])('%d/%d against %d/%d: the published limits', (x1, n1, x0, n0, lower, upper, digits) => {
    const { value, interval } = moverRatio(rateOf(x1, n1), rateOf(x0, n0));
    expect(value).toBeCloseTo(x1 / n1 / (x0 / n0), 12);
    expect(interval.lower).toBeCloseTo(lower, digits);
    expect(interval.upper).toBeCloseTo(upper, digits);
  });

  test('0 against x is 0 with an upper limit', () => {
    const { value, interval } = moverRatio(rateOf(0, 40), rateOf(5, 100));
    expect([value, interval.lower]).toEqual([0, 0]);
    expect(interval.upper).toBeGreaterThan(0);
    expect(interval.upper).toBeLessThan(Infinity);
  });

  test('x against 0 has a lower limit and no upper one', () => {
    const { value, interval } = moverRatio(rateOf(5, 40), rateOf(0, 100));
    expect([value, interval.upper]).toEqual([Infinity, Infinity]);
    // √(l(2p − l)) / u with Wilson's l and u.
    const { lower } = wilson(5, 40, level);
    const { upper } = wilson(0, 100, level);
    expect(interval.lower).toBeCloseTo(Math.sqrt(lower * (0.25 - lower)) / upper, 12);
  });

  test('0 against 0 says nothing', () => {
    const { value, interval } = moverRatio(rateOf(0, 25), rateOf(0, 30));
    expect(value).toBeNull();
    expect(interval).toEqual({ lower: 0, upper: Infinity, level });
  });

  test('a base whose upper limit is twice its rate divides by nothing', () => {
    const base = { rate: 0.1, interval: { lower: 0.05, upper: 0.2, level } };
    const rate = { rate: 0.3, interval: { lower: 0.2, upper: 0.4, level } };
    // With 2p = u the quadratic is linear: l(2p₁ − l) / 2p₁p₀.
    expect(moverRatio(rate, base).interval.lower).toBeCloseTo((0.2 * 0.4) / (2 * 0.03), 12);
  });

  test('swapping the arms inverts it', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (one, other) => {
        const forth = moverRatio(one, other);
        const back = moverRatio(other, one);
        expect(back.value).toEqual(forth.value === null ? null : invertedOf(forth.value));
        expect(back.interval.lower).toEqual(invertedOf(forth.interval.upper));
        expect(back.interval.upper).toEqual(invertedOf(forth.interval.lower));
      }),
    );
  });

  test('the limits hold the ratio', () => {
    fc.assert(
      fc.property(anyRate, anyRate, (one, other) => {
        const { value, interval } = moverRatio(one, other);
        if (value === null) return;
        expect(interval.lower).toBeLessThanOrEqual(value);
        expect(interval.upper).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});

test('intervals of different levels are not combined', () => {
  const other = { rate: 0.1, interval: wilson(1, 10, 0.9) };
  expect(() => moverDifference(rateOf(1, 10), other)).toThrow(RangeError);
  expect(() => moverRatio(rateOf(1, 10), other)).toThrow(RangeError);
});

function invertedOf(ratio: number) {
  if (ratio === 0 || ratio === Infinity) return 1 / ratio;
  return expect.closeTo(1 / ratio, 9);
}
