import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Period, pPrimeChart } from '@/lib/stats/p-prime';

const plan = { baseline: 20, spread: 'laney-at-least-binomial', scale: 'normal' } as const;
const weeks = (events: readonly number[], n: readonly number[]): Period[] =>
  events.map((count, index) => ({ events: count, n: n[index] ?? 0 }));

// qicharts2 for R, qic(chart = 'pp'), on binomial weeks.
const quiet = weeks(
  [2, 2, 1, 0, 3, 3, 4, 5, 2, 1, 1, 1, 3, 2, 2, 2, 1, 0, 4, 3, 1, 2, 2, 3, 0, 1],
  [
    38, 42, 37, 47, 45, 45, 51, 48, 41, 37, 50, 53, 49, 42, 40, 39, 41, 46, 41, 41, 39, 51, 44, 37,
    35, 49,
  ],
);

describe('the p′ chart', () => {
  test('centre, spread and limits are what R draws', () => {
    const all = { ...plan, baseline: 26, spread: 'laney' } as const;
    const { centre, sigmaZ, points } = pPrimeChart(quiet, all);
    expect(centre).toBeCloseTo(0.0452127659574468, 12);
    expect(sigmaZ).toBeCloseTo(0.761331020030429, 12);
    expect(points[0]?.z).toBeCloseTo(0.220111321888827, 12);
    expect(points[0]?.upper).toBeCloseTo(0.122194346176452, 12);
    expect(points[0]?.lower).toBe(0);
    expect(pPrimeChart(quiet, { ...all, spread: 'binomial' }).points[0]?.upper).toBeCloseTo(
      0.146327232849823,
      12,
    );
  });

  test('limits are never narrower than binomial ones unless asked for', () => {
    const binomial = pPrimeChart(quiet, { ...plan, spread: 'binomial' });
    expect(pPrimeChart(quiet, plan).points).toEqual(binomial.points);
  });

  test('an outbreak after the baseline is unusual and moves no limit', () => {
    const outbreak = [...quiet.slice(0, 20), { events: 14, n: 44 }];
    const { points, centre } = pPrimeChart(outbreak, plan);
    expect(points[20]?.isUnusual).toBe(true);
    expect(centre).toBe(pPrimeChart(quiet, plan).centre);
  });

  test('a period is outside its limits exactly when its score is, on both scales', () => {
    const period = fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 0.4, noNaN: true }))
      .map(([n, share]) => ({ events: Math.round(n * share), n }));
    fc.assert(
      fc.property(
        fc.array(period, { minLength: 2, maxLength: 30 }),
        fc.constantFrom('normal', 'arcsine'),
        (periods, scale) => {
          for (const point of pPrimeChart(periods, { ...plan, scale }).points) {
            const { rate, lower, upper } = point;
            if (rate === null || lower === null || upper === null) continue;
            expect(upper).toBeGreaterThanOrEqual(lower);
            if (point.isUnusual) expect(rate <= lower + 1e-9 || rate >= upper - 1e-9).toBe(true);
            else expect(rate >= lower - 1e-9 && rate <= upper + 1e-9).toBe(true);
          }
        },
      ),
    );
  });

  test('an empty period is a gap that ranges reach across', () => {
    const [first, ...rest] = quiet;
    const withGap = pPrimeChart([first ?? { events: 0, n: 0 }, { events: 0, n: 0 }, ...rest], {
      ...plan,
      baseline: 27,
    });
    expect(withGap.points[1]).toEqual({
      rate: null,
      z: null,
      lower: null,
      upper: null,
      isUnusual: false,
    });
    expect(withGap.sigmaZ).toBe(pPrimeChart(quiet, { ...plan, baseline: 26 }).sigmaZ);
  });

  test.each([
    ['nothing', [], null],
    ['only empty periods', [{ events: 0, n: 0 }], null],
    [
      'no events',
      [
        { events: 0, n: 9 },
        { events: 0, n: 7 },
      ],
      0,
    ],
    [
      'all events',
      [
        { events: 9, n: 9 },
        { events: 7, n: 7 },
      ],
      1,
    ],
  ])('%s: no limits, and nothing is unusual', (_, periods, expected) => {
    const { centre, sigmaZ, points } = pPrimeChart(periods, plan);
    expect([centre, sigmaZ]).toEqual([expected, null]);
    expect(points.every(({ upper, isUnusual }) => upper === null && !isUnusual)).toBe(true);
  });

  test('a single period has binomial limits', () => {
    const { sigmaZ, points } = pPrimeChart([{ events: 4, n: 100 }], plan);
    expect(sigmaZ).toBeNull();
    expect(points[0]?.upper).toBeCloseTo(0.04 + 3 * Math.sqrt((0.04 * 0.96) / 100), 12);
  });

  test('more events than changes are refused', () => {
    expect(() => pPrimeChart([{ events: 3, n: 2 }], plan)).toThrow(RangeError);
  });
});
