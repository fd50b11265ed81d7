import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logRatio, scoreDifference, scoreRatio } from '@/lib/stats/score-intervals';

const level = 0.95;
const table = (x1: number, n1: number, x2: number, n2: number) => ({ x1, n1, x2, n2 });
const arm = fc
  .tuple(fc.nat(60), fc.nat(60))
  .filter(([events, rest]) => events + rest > 0)
  .map(([events, rest]) => ({ x: events, n: events + rest }));

describe('the score interval of a difference', () => {
  // Newcombe 1998, Stat Med 17:873, Table II contrasts; Perondi 2004: R ratesci 1.0.0 and PropCIs agree.
  test.each([
    [6, 7, 2, 7, 0.034175545, 0.85340526],
    [0, 10, 0, 10, -0.287933941, 0.287933941],
    [7, 34, 1, 34, 0.027041627, 0.345291217],
    [60000, 2000000, 200000, 8000000, 0.004740709, 0.005260705],
  ])('%d/%d against %d/%d', (x1, n1, x2, n2, lower, upper) => {
    const found = scoreDifference(table(x1, n1, x2, n2), level);
    expect(found?.lower).toBeCloseTo(lower, 7);
    expect(found?.upper).toBeCloseTo(upper, 7);
  });

  test('swapping the arms turns the sign, and the difference lies within', () => {
    fc.assert(
      fc.property(arm, arm, (one, two) => {
        const there = scoreDifference(table(one.x, one.n, two.x, two.n), level);
        const back = scoreDifference(table(two.x, two.n, one.x, one.n), level);
        expect(there?.lower).toBeCloseTo(-(back?.upper ?? Number.NaN), 6);
        const value = one.x / one.n - two.x / two.n;
        expect(there?.lower).toBeLessThanOrEqual(value + 1e-9);
        expect(there?.upper).toBeGreaterThanOrEqual(value - 1e-9);
      }),
    );
  });
});

describe('the score intervals of a ratio', () => {
  // Fagerland & Newcombe 2013, Stat Med 32:2823: Miettinen–Nurminen 1.296 to 42.544; Koopman by R ratesci.
  test('7/18 against 1/18', () => {
    const adjusted = scoreRatio(table(7, 18, 1, 18), level, 'miettinen-nurminen');
    expect(adjusted?.lower).toBeCloseTo(1.296, 3);
    expect(adjusted?.upper).toBeCloseTo(42.544, 3);
    const koopman = scoreRatio(table(7, 18, 1, 18), level, 'koopman');
    expect(koopman?.lower).toBeCloseTo(1.3194401682527, 6);
    expect(koopman?.upper).toBeCloseTo(41.6909486009741, 5);
  });

  test('turn over when the arms are swapped', () => {
    fc.assert(
      fc.property(arm, arm, (one, two) => {
        fc.pre(one.x > 0 && two.x > 0);
        const there = scoreRatio(table(one.x, one.n, two.x, two.n), level, 'koopman');
        const back = scoreRatio(table(two.x, two.n, one.x, one.n), level, 'koopman');
        expect((there?.lower ?? 0) * (back?.upper ?? 0)).toBeCloseTo(1, 6);
      }),
    );
  });

  test('end at 0 and Infinity where an arm has no events', () => {
    expect(scoreRatio(table(0, 40, 5, 100), level, 'koopman')?.lower).toBe(0);
    expect(scoreRatio(table(5, 40, 0, 100), level, 'koopman')?.upper).toBe(Infinity);
    expect(scoreRatio(table(0, 25, 0, 30), level, 'koopman')).toEqual({
      lower: 0,
      upper: Infinity,
      level,
    });
  });
});

describe('the interval symmetric in the logarithm of a ratio', () => {
  // R, Katz et al. 1978 by its formula.
  test('6/22 against 112/842', () => {
    const found = logRatio(table(6, 22, 112, 842), level);
    expect(found?.lower).toBeCloseTo(1.0142753867679, 10);
    expect(found?.upper).toBeCloseTo(4.1446645842814, 10);
  });

  test('is undefined without events on a side', () => {
    expect(logRatio(table(0, 40, 5, 100), level)).toBeNull();
    expect(logRatio(table(5, 40, 0, 100), level)).toBeNull();
  });
});

test('an empty arm has no interval, impossible counts throw', () => {
  expect(scoreDifference(table(0, 0, 5, 100), level)).toBeNull();
  expect(scoreRatio(table(0, 0, 5, 100), level, 'koopman')).toBeNull();
  expect(logRatio(table(0, 0, 5, 100), level)).toBeNull();
  expect(() => scoreDifference(table(6, 5, 1, 2), level)).toThrow(RangeError);
  expect(() => scoreRatio(table(-1, 5, 1, 2), level, 'koopman')).toThrow(RangeError);
});

test('counts that add up to less than one reject nothing', () => {
  const found = scoreDifference(table(0.1, 0.4, 0.1, 0.5), level);
  expect([found?.lower, found?.upper]).toEqual([expect.closeTo(-1, 12), expect.closeTo(1, 12)]);
});

test('groups of very different size keep their digits', () => {
  // By the definition: no events among n reject a rate δ where nδ/(1 − δ) · (N − 1)/N exceeds z².
  const found = scoreDifference(table(0, 1, 0, 1_000_000), level);
  expect((found?.lower ?? 0) / -3.84144790537425e-6).toBeCloseTo(1, 9);
});
