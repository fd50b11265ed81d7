import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedP, eDiscoveries } from '@/lib/stats/multiplicity';

// Benjamini & Hochberg 1995, section 3: 15 tests of Neuhaus et al. 1992.
const neuhaus = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];
const discoveries = (p: readonly number[]) => p.filter((value) => value <= 0.05).length;

describe('adjusting p-values for how many there are', () => {
  test('the published example: four discoveries, three by Bonferroni', () => {
    expect(discoveries(adjustedP(neuhaus, 'benjamini-hochberg'))).toBe(4);
    expect(discoveries(adjustedP(neuhaus, 'bonferroni'))).toBe(3);
  });

  // R 4.2.2 p.adjust.
  test.each([
    ['benjamini-hochberg', [0.0015, 0.003, 0.0095, 0.035625]],
    ['benjamini-yekutieli', [0.00497734348984349, 0.00995468697968698, 0.0315231754356754]],
    ['holm', [0.0015, 0.0056, 0.0247, 0.114]],
    ['bonferroni', [0.0015, 0.006, 0.0285, 0.1425]],
  ] as const)('%s gives what R gives', (adjustment, expected) => {
    for (const [index, value] of adjustedP(neuhaus, adjustment).slice(0, expected.length).entries())
      expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 12);
  });

  test('ties share a value, and the order given is kept', () => {
    const adjusted = adjustedP([0.5, 0.01, 0.03, 0.01, 0.03], 'benjamini-hochberg');
    expect(adjusted.map((value) => Number(value.toFixed(12)))).toEqual([
      0.5, 0.025, 0.0375, 0.025, 0.0375,
    ]);
  });

  test('adjusting never makes a value smaller, and never changes the order', () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
    const methods = ['benjamini-hochberg', 'benjamini-yekutieli', 'holm', 'bonferroni'] as const;
    fc.assert(
      fc.property(values, fc.constantFrom(...methods), (p, adjustment) => {
        const adjusted = adjustedP(p, adjustment);
        for (const [index, value] of p.entries()) {
          const own = adjusted[index] ?? 0;
          expect(own).toBeGreaterThanOrEqual(value);
          expect(own).toBeLessThanOrEqual(1);
          for (const [other, beside] of p.entries()) {
            if (value < beside) expect(own).toBeLessThanOrEqual(adjusted[other] ?? 0);
          }
        }
      }),
    );
  });

  test('none, one, and impossible ones', () => {
    expect(adjustedP([], 'holm')).toEqual([]);
    expect(adjustedP([0.04], 'benjamini-hochberg')).toEqual([0.04]);
    expect(() => adjustedP([1.2], 'holm')).toThrow(RangeError);
    expect(() => adjustedP([Number.NaN], 'holm')).toThrow(RangeError);
  });
});

describe('discoveries by e-values', () => {
  // Wang & Ramdas 2022: k* = max{k: e_(k) ≥ m/(kα)}; here 30 ≥ 10/(5 × 0.1) but 12 < 10/(6 × 0.1).
  test('the largest that reach the bar for their rank', () => {
    const e = [300, 55, 80, 12, 0.4, 1.1, 2, 150, 30, 0.9];
    expect(eDiscoveries(e, 0.1)).toEqual([0, 1, 2, 7, 8]);
  });

  test('a later rank may carry earlier ones that alone would fail', () => {
    expect(eDiscoveries([20, 20], 0.05)).toEqual([0, 1]);
    expect(eDiscoveries([20, 1], 0.05)).toEqual([]);
  });

  test('none at all, none large enough, and an infinite one', () => {
    expect(eDiscoveries([], 0.05)).toEqual([]);
    expect(eDiscoveries([1, 2, 3], 0.05)).toEqual([]);
    expect(eDiscoveries([1, Infinity, 3], 0.05)).toEqual([1]);
  });

  test('negative evidence and an impossible share are refused', () => {
    expect(() => eDiscoveries([-1], 0.05)).toThrow(RangeError);
    expect(() => eDiscoveries([1], 0)).toThrow(RangeError);
  });
});
