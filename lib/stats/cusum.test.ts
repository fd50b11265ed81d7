import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cusum, driftScores } from '@/lib/stats/cusum';

// Montgomery, Introduction to Statistical Quality Control, table 9.1.
const montgomery = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08,
  9.37, 10.62, 10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
];
const plan = { target: 10, slack: 0.5, threshold: 5 };

describe('the cumulative sum chart', () => {
  test('the published example: period 29 is beyond 5, seven periods into a drift', () => {
    const { points, firstSignal } = cusum(montgomery, plan);
    expect(firstSignal).toBe(28);
    expect(points[28]?.above).toBeCloseTo(5.28, 10);
    expect(points[28]?.pointsAbove).toBe(7);
    expect(points[2]?.below).toBeCloseTo(1.77, 10);
  });

  test('mirrored values drift the other way by as much', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true })), (values) => {
        const about0 = { target: 0, slack: 0.5, threshold: 4 };
        const { points, firstSignal } = cusum(values, about0);
        const mirrored = cusum(
          values.map((value) => -value),
          about0,
        );
        expect(mirrored.firstSignal).toBe(firstSignal);
        expect(mirrored.points.map(({ below }) => below)).toEqual(points.map(({ above }) => above));
      }),
    );
  });

  test('an empty period moves nothing; no values make no points', () => {
    const { points } = cusum([12, null, 12], plan);
    expect(points.map(({ above }) => above)).toEqual([1.5, 1.5, 3]);
    expect(cusum([], plan)).toEqual({ points: [], firstSignal: null });
  });

  test('impossible values and plans are refused', () => {
    expect(() => cusum([Number.NaN], plan)).toThrow(RangeError);
    expect(() => cusum([1], { ...plan, slack: -1 })).toThrow(RangeError);
  });
});

describe('how far a period is from what it should have seen', () => {
  test('in standard deviations of a count, over-dispersion allowed for', () => {
    const period = [{ observed: 13, expected: 9 }];
    expect(driftScores(period, { dispersion: 1, scale: 'plain' })[0]).toBeCloseTo(4 / 3, 12);
    expect(driftScores(period, { dispersion: 4, scale: 'plain' })[0]).toBeCloseTo(2 / 3, 12);
    expect(driftScores(period, { dispersion: 0.2, scale: 'plain' })[0]).toBeCloseTo(4 / 3, 12);
  });

  test('stabilised scores grow less for few events than plain ones', () => {
    const [stabilised] = driftScores([{ observed: 4, expected: 1 }], {
      dispersion: 1,
      scale: 'stabilised',
    });
    expect(stabilised).toBeGreaterThan(1);
    expect(stabilised).toBeLessThan(3);
  });

  test('nothing expected says nothing', () => {
    const nothing = [{ observed: 2, expected: 0 }];
    expect(driftScores(nothing, { dispersion: 1, scale: 'plain' })).toEqual([null]);
    expect(() =>
      driftScores([{ observed: -1, expected: 1 }], { dispersion: 1, scale: 'plain' }),
    ).toThrow(RangeError);
  });
});
