import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zOf } from '@/lib/stats/interval';
import {
  asymptoticHalfWidth,
  betaBinomialInterval,
  mixtureFor,
  narrowestAt,
  normalMixtureInterval,
  rhoFor,
} from '@/lib/stats/sequential';

const plan = { mixture: mixtureFor(0.25, 0.05), alpha: 0.05 };

describe('the always-valid interval of a log ratio', () => {
  // Howard et al. 2021, normal mixture, evaluated in R 4.2.2.
  test.each([
    [-0.3, 0.1, -0.618477277751475, 0.0184772777514747, 11.418827059359, 0.0875746689919775],
    [0.59, 0.24, -0.138544039768567, 1.31854403976857, 4.80666698058433, 0.208044369214535],
  ])('ln ratio %d with standard error %d', (estimate, error, lower, upper, evidence, p) => {
    const found = normalMixtureInterval(estimate, error, plan);
    expect(found.interval.lower).toBeCloseTo(lower, 10);
    expect(found.interval.upper).toBeCloseTo(upper, 10);
    expect(found.evidence).toBeCloseTo(evidence, 8);
    expect(found.p).toBeCloseTo(p, 10);
  });

  test('it excludes 0 exactly when the evidence reaches 1/α, and is wider than one for a single look', () => {
    const errors = fc.double({ min: 0.01, max: 5, noNaN: true });
    const estimates = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(estimates, errors, (estimate, error) => {
        const { interval, evidence, standardErrors } = normalMixtureInterval(estimate, error, plan);
        fc.pre(Math.abs(evidence - 20) > 1e-6);
        expect(interval.lower > 0 || interval.upper < 0).toBe(evidence > 20);
        expect(standardErrors).toBeGreaterThan(zOf(0.95));
      }),
    );
  });

  test('it is narrowest in standard errors where it was told to be', () => {
    const at = (error: number) => normalMixtureInterval(0, error, plan).interval.upper;
    const with2 = { ...plan, mixture: plan.mixture * 1.1 };
    const with3 = { ...plan, mixture: plan.mixture / 1.1 };
    expect(at(0.25)).toBeLessThan(normalMixtureInterval(0, 0.25, with2).interval.upper);
    expect(at(0.25)).toBeLessThan(normalMixtureInterval(0, 0.25, with3).interval.upper);
  });

  test('without events it is the whole line, and nothing is evidence', () => {
    const found = normalMixtureInterval(0, Infinity, plan);
    expect(found.interval).toEqual({ lower: -Infinity, upper: Infinity, level: 0.95 });
    expect([found.evidence, found.p]).toEqual([1, 1]);
  });

  test('overwhelming evidence is infinite, not undefined', () => {
    expect(normalMixtureInterval(3, 0.01, plan)).toMatchObject({ evidence: Infinity, p: 0 });
  });

  test('a standard error of 0 and no estimate are refused', () => {
    expect(() => normalMixtureInterval(0, 0, plan)).toThrow(RangeError);
    expect(() => normalMixtureInterval(Infinity, 1, plan)).toThrow(RangeError);
    expect(() => normalMixtureInterval(0, 1, { mixture: 0, alpha: 0.05 })).toThrow(RangeError);
    expect(() => normalMixtureInterval(0, 1, { mixture: 1, alpha: 1 })).toThrow(RangeError);
  });
});

describe('where a confidence sequence is narrowest', () => {
  test('u − ln(1 + u) = −2 ln α', () => {
    expect(narrowestAt(0.05)).toBeCloseTo(8.21196806206825, 10);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 0.99, noNaN: true }), (alpha) => {
        const u = narrowestAt(alpha);
        expect(u - Math.log1p(u)).toBeCloseTo(-2 * Math.log(alpha), 8);
      }),
    );
  });

  // GrowthBook's gbstats documents the closed form; the exact one by Lambert's W in R.
  test('at 5,000 observations', () => {
    const { exact, closedForm } = rhoFor(5000, 0.05);
    expect(exact).toBeCloseTo(0.0405264557099884, 12);
    expect(closedForm).toBeCloseTo(0.0398400667713737, 12);
  });
});

describe('the asymptotic confidence sequence of a mean', () => {
  // Waudby-Smith et al. 2024, evaluated in R 4.2.2.
  test.each([
    [100, 0.131182690013662],
    [50_000, 0.00284090382708025],
  ])('variance 0.0384 after %d observations', (n, expected) => {
    const rho = rhoFor(5000, 0.05).closedForm;
    expect(asymptoticHalfWidth({ variance: 0.0384, n }, { rho, alpha: 0.05 })).toBeCloseTo(
      expected,
      12,
    );
  });

  test('nothing observed says nothing; no variance leaves no doubt', () => {
    expect(asymptoticHalfWidth({ variance: 1, n: 0 }, { rho: 0.1, alpha: 0.05 })).toBe(Infinity);
    expect(asymptoticHalfWidth({ variance: 0, n: 9 }, { rho: 0.1, alpha: 0.05 })).toBe(0);
  });
});

describe('the confidence sequence of one rate', () => {
  const uniform = { a: 1, b: 1, alpha: 0.05 };

  // Robbins 1970 with a uniform mixture, solved in R 4.2.2.
  test('0 of 50', () => {
    const { lower, upper } = betaBinomialInterval(0, 50, uniform);
    expect(lower).toBe(0);
    expect(upper).toBeCloseTo(0.129381289091508, 10);
  });

  test('nothing observed leaves everything possible; all events leave the top open', () => {
    expect(betaBinomialInterval(0, 0, uniform)).toEqual({ lower: 0, upper: 1, level: 0.95 });
    const none = betaBinomialInterval(0, 50, uniform);
    const all = betaBinomialInterval(50, 50, uniform);
    expect(all.upper).toBe(1);
    expect(all.lower).toBeCloseTo(1 - none.upper, 12);
  });

  test('it holds the rate seen, and ten million changes are no trouble', () => {
    const counts = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(counts, counts, (events, clear) => {
        const n = events + clear;
        const { lower, upper } = betaBinomialInterval(events, n, uniform);
        expect(lower).toBeLessThanOrEqual(n === 0 ? 0 : events / n);
        expect(upper).toBeGreaterThanOrEqual(n === 0 ? 1 : events / n);
      }),
    );
  });

  test('more events than changes are refused', () => {
    expect(() => betaBinomialInterval(3, 2, uniform)).toThrow(RangeError);
  });
});
