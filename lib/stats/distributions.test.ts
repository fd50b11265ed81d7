import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialQuantile,
  chiSquareTail,
  digamma,
  gammaQuantile,
  logBeta,
  logGamma,
  normalCdf,
  normalQuantile,
  poissonCdf,
  poissonTail,
  tQuantile,
  trigamma,
  tTail,
} from '@/lib/stats/distributions';

describe('the standard normal distribution', () => {
  // R 4.2.2 pnorm and qnorm.
  test.each([
    [-10, 7.61985302416053e-24],
    [-5, 2.86651571879194e-7],
    [-1.96, 0.0249978951482204],
    [0, 0.5],
    [1.96, 0.97500210485178],
  ])('the probability below %d is %d', (x, p) => {
    expect(normalCdf(x) / p).toBeCloseTo(1, 10);
  });

  test.each([
    [1e-6, -4.7534243088229],
    [0.025, -1.95996398454005],
    [0.8, 0.841621233572914],
    [0.975, 1.95996398454005],
  ])('the quantile of %d is %d', (p, z) => {
    expect(normalQuantile(p) / z).toBeCloseTo(1, 10);
  });

  test('the tails end at 0 and 1', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });

  test.each([0, 1, -0.1, 1.1, Number.NaN])('%d has no quantile', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});

describe('the beta distribution', () => {
  // R 4.2.2 pbeta and qbeta.
  test.each([
    [0.1, 0.5, 10.5, 0.858446908187113],
    [0.5, 2, 3, 0.6875],
    [0.01, 12.5, 1000.5, 0.265132035270471],
    [0.999, 3.5, 0.5, 0.935632268844022],
  ])('at most %d of Beta(%d, %d): %d', (x, a, b, p) => {
    expect(betaCdf(x, a, b) / p).toBeCloseTo(1, 10);
  });

  test.each([
    [0.025, 0.5, 10.5, 4.78904331575819e-5],
    [0.975, 1.5, 1000000.5, 4.67418737255221e-6],
    [0.025, 10000.5, 1000000.5, 0.00970929895541023],
    [0.975, 3.5, 0.5, 0.999849363974563],
  ])('the %d quantile of Beta(%d, %d) is %d', (p, a, b, x) => {
    expect(betaQuantile(p, a, b) / x).toBeCloseTo(1, 7);
  });

  test('it ends at 0 and 1', () => {
    expect([betaCdf(-1, 2, 3), betaCdf(2, 2, 3)]).toEqual([0, 1]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  });

  test('shapes that are not positive are refused', () => {
    expect(() => betaCdf(0.5, 0, 1)).toThrow(RangeError);
    expect(() => betaQuantile(0.5, 1, -1)).toThrow(RangeError);
    expect(() => betaQuantile(1.5, 1, 1)).toThrow(RangeError);
  });
});

describe('tests of hypotheses', () => {
  // R 4.2.2 pchisq(lower.tail = FALSE).
  test.each([
    [3.84, 1, 0.0500435212487052],
    [0.5, 2, 0.778800783071405],
    [30, 3, 1.38005703129325e-6],
    [400, 3, 2.21388659310112e-86],
  ])('χ² above %d with %d degrees of freedom: %d', (x, df, p) => {
    expect(chiSquareTail(x, df) / p).toBeCloseTo(1, 10);
  });

  test('χ² is above 0 for sure and never above infinity', () => {
    expect([chiSquareTail(0, 1), chiSquareTail(-1, 2), chiSquareTail(Infinity, 1)]).toEqual([
      1, 1, 0,
    ]);
  });

  // R 4.2.2 qt.
  test.each([
    [0.975, 1, 12.7062047361747],
    [0.975, 10, 2.22813885198627],
    [0.95, 100.5, 1.66015709236799],
    [0.975, 7.3, 2.3450667365477],
  ])('the %d quantile of t with %d degrees of freedom is %d', (p, df, t) => {
    expect(tQuantile(p, df) / t).toBeCloseTo(1, 9);
    expect(tQuantile(1 - p, df) / -t).toBeCloseTo(1, 9);
  });

  test('t is symmetric about 0 and normal at infinite degrees of freedom', () => {
    expect(tQuantile(0.5, 3)).toBe(0);
    expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect([tTail(-Infinity, 2), tTail(0, 2), tTail(Infinity, 2)]).toEqual([1, 0.5, 0]);
  });

  test('the tail beyond a quantile of t is what was asked for', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    const degrees = fc.double({ min: 0.5, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(probability, degrees, (p, df) => {
        expect(tTail(tQuantile(p, df), df)).toBeCloseTo(1 - p, 6);
      }),
    );
  });
});

describe('the gamma function and what is made of it', () => {
  // R 4.2.2 lgamma and lbeta.
  test.each([
    [0.5, 0.5723649429247],
    [0.001, 6.90717888538385],
    [1e10, 220258509288.811],
  ])('ln Γ(%d) = %d', (x, y) => {
    expect(logGamma(x) / y).toBeCloseTo(1, 11);
  });

  // DLMF 5.4.12, 5.4.13 and the recurrences 5.5.2, 5.15.5.
  test('its derivatives: −γ and π²/6 at 1, and their steps', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 12);
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e6, noNaN: true }), (x) => {
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 8);
        expect(trigamma(x) - trigamma(x + 1)).toBeCloseTo(1 / (x * x), 8);
      }),
    );
  });

  test.each([
    [0.5, 3, 0.0645385211375712],
    [12.5, 1000, -67.6841826850736],
    [1e6, 1000, -7910.78946842146],
  ])('ln B(%d, %d) = %d', (a, b, y) => {
    expect(logBeta(a, b) / y).toBeCloseTo(1, 12);
    expect(logBeta(b, a)).toBe(logBeta(a, b));
  });

  test('B(a, 1) = 1/a and B(a, b + 1) = B(a, b) · b/(a + b), however large', () => {
    const shape = fc.double({ min: 0.5, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(Math.abs(logBeta(a, 1) + Math.log(a))).toBeLessThan(1e-12 * (1 + Math.log(a)) * 10);
        const step = logBeta(a, b + 1) - logBeta(a, b) - Math.log(b / (a + b));
        expect(Math.abs(step)).toBeLessThan(1e-13 * (10 + Math.abs(logBeta(a, b))) * 10);
      }),
    );
  });

  // Ulm 1990, Am J Epidemiol 131:373: limits for 0 and 6 events.
  test.each([
    [0.975, 1, 3.68887945411394],
    [0.025, 6, 2.20189425319962],
    [0.5, 1, Math.LN2],
  ])('the %d quantile at shape %d is %d', (p, shape, x) => {
    expect(gammaQuantile(p, shape) / x).toBeCloseTo(1, 9);
  });

  test('no events are a point at 0', () => {
    expect(gammaQuantile(0.025, 0)).toBe(0);
    expect([gammaQuantile(0, 3), gammaQuantile(1, 3)]).toEqual([0, Infinity]);
  });
});

describe('counts', () => {
  test('Poisson: what is at most x and what is more make up everything', () => {
    expect(poissonCdf(0, 3)).toBeCloseTo(Math.exp(-3), 12);
    expect(poissonTail(1, 3)).toBeCloseTo(1 - Math.exp(-3), 12);
    expect([poissonTail(0, 3), poissonCdf(-1, 3), poissonCdf(4, 0), poissonTail(2, 0)]).toEqual([
      1, 0, 1, 0,
    ]);
  });

  test('binomial: at most 1 head in 3', () => {
    expect(binomialCdf(1, 3, 0.5)).toBeCloseTo(0.5, 12);
    expect([binomialCdf(3, 3, 0.5), binomialCdf(-1, 3, 0.5), binomialCdf(0, 0, 0.5)]).toEqual([
      1, 0, 1,
    ]);
  });

  // R 4.2.2 qbinom.
  test.each([
    [0.025, 1000, 0.04, 28],
    [0.975, 1000, 0.04, 53],
    [0.999, 10, 0.04, 3],
    [0.5, 3, 0.5, 1],
    [0.975, 20, 0, 0],
    [0.025, 20, 1, 20],
    [0.975, 0, 0.04, 0],
  ])('the %d quantile of %d at %d is %d', (p, n, rate, count) => {
    expect(binomialQuantile(p, n, rate)).toBe(count);
  });
});
