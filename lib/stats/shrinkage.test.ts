import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shrink, tiers } from '@/lib/stats/shrinkage';

const groupsOf = (events: readonly number[], n: readonly number[]) =>
  events.map((count, index) => ({ events: count, n: n[index] ?? 0 }));
const shrunk = (groups: readonly { events: number; n: number }[]) => {
  const found = shrink(groups, 0.95);
  if (!found.ok) throw new Error(found.reason);
  return found;
};

// Tarone 1982, Biometrics 38:215: rat tumours in 70 historical groups.
const tumours = groupsOf(
  [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    1, 5, 2, 5, 2, 7, 7, 3, 3, 2, 9, 10, 4, 4, 4, 4, 4, 4, 4, 10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6,
    6, 6, 6, 16, 15, 15, 9,
  ],
  [
    20, 20, 20, 20, 20, 20, 20, 19, 19, 19, 19, 18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 27, 25,
    24, 23, 20, 20, 20, 20, 20, 20, 10, 49, 19, 46, 17, 49, 47, 20, 20, 13, 48, 50, 20, 20, 20, 20,
    20, 20, 20, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24,
  ],
);

describe('rates of many groups, shrunk towards each other', () => {
  // BayesGOF for R, gMLE.bb: 2.304768, 14.079707.
  test('rat tumours: the published prior', () => {
    const { prior, pooling, groups, canOrder } = shrunk(tumours);
    expect([pooling, canOrder]).toEqual(['partial', true]);
    expect(prior?.alpha).toBeCloseTo(2.304768, 4);
    expect(prior?.beta).toBeCloseTo(14.079707, 3);
    expect(groups[0]?.mean).toBeCloseTo(0.0633450340727288, 7);
    expect(groups[0]?.interval.lower).toBeCloseTo(0.00985517383573303, 7);
    expect(groups[0]?.interval.upper).toBeCloseTo(0.160927988763623, 7);
  });

  // Efron & Morris 1977, Sci Am 236:119: 18 batters, 45 at bats each; likelihood by R's optim.
  test('batters: differences so small that all are drawn near the mean', () => {
    const hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
    const { prior, groups } = shrunk(hits.map((events) => ({ events, n: 45 })));
    expect((prior?.alpha ?? 0) / 210.55).toBeCloseTo(1, 3);
    expect(groups[0]?.mean).toBeCloseTo(0.27265668, 5);
    expect(groups[17]?.mean).toBeCloseTo(0.25953384, 5);
  });

  test('1 of 3 does not top those with many', () => {
    const { groups } = shrunk([...tumours, { events: 1, n: 3 }]);
    const last = groups.at(-1);
    expect(last?.mean).toBeLessThan(groups[66]?.mean ?? 0);
    expect(last?.probabilityAboveMean).toBeLessThan(groups[66]?.probabilityAboveMean ?? 0);
  });

  test('every mean lies between the own rate and the mean of all, and order of groups is nothing', () => {
    const group = fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }))
      .map(([events, clear]) => ({ events, n: events + clear }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 12 }), (groups) => {
        const found = shrink(groups, 0.95);
        fc.pre(found.ok);
        const { prior } = found;
        for (const [index, { events, n }] of groups.entries()) {
          const { mean, interval } = found.groups[index] ?? { mean: Number.NaN, interval: null };
          expect(mean).toBeGreaterThanOrEqual(0);
          expect(mean).toBeLessThanOrEqual(1);
          expect(interval?.lower).toBeLessThanOrEqual(interval?.upper ?? 0);
          if (prior === null || n === 0) continue;
          const overall = prior.alpha / (prior.alpha + prior.beta);
          expect(mean).toBeGreaterThanOrEqual(Math.min(events / n, overall) - 1e-12);
          expect(mean).toBeLessThanOrEqual(Math.max(events / n, overall) + 1e-12);
        }
        const turned = shrink(groups.toReversed(), 0.95);
        expect(turned.ok && turned.groups[groups.length - 1]?.mean).toBeCloseTo(
          found.groups[0]?.mean ?? Number.NaN,
          5,
        );
      }),
    );
  });

  test.each([
    ['equal rates', [2, 2, 2], [40, 40, 40], 0.05],
    ['no events', [0, 0, 0], [40, 10, 30], 0],
    ['all events', [4, 9, 3], [4, 9, 3], 1],
    ['single changes', [0, 1, 1, 0], [1, 1, 1, 1], 0.5],
  ])('%s: no detectable differences, one pooled rate', (_, events, n, rate) => {
    const { pooling, prior, groups } = shrunk(groupsOf(events, n));
    expect([pooling, prior]).toEqual(['full', null]);
    expect(new Set(groups.map(({ mean }) => mean))).toEqual(new Set([rate]));
    expect(groups[0]?.interval.lower).toBeLessThanOrEqual(rate);
    expect(groups[0]?.interval.upper).toBeGreaterThanOrEqual(rate);
    expect(tiers(groups)).toHaveLength(1);
  });

  test('groups of all or nothing borrow nothing from each other', () => {
    const { pooling, groups } = shrunk(groupsOf([0, 20, 0, 20], [20, 20, 9, 20]));
    expect(pooling).toBe('none');
    expect(groups[0]?.interval.lower).toBe(0);
    expect(groups[0]?.interval.upper).toBeGreaterThan(0.05);
  });

  test('a single group stands for itself, few have no order', () => {
    expect(shrunk([{ events: 1, n: 10 }])).toMatchObject({
      pooling: 'none',
      prior: null,
      moments: null,
      canOrder: false,
    });
    expect(shrunk(tumours.slice(20, 24)).canOrder).toBe(false);
  });

  test('an empty group gets the mean of all', () => {
    const { groups, prior } = shrunk([...tumours, { events: 0, n: 0 }]);
    const { alpha, beta } = prior ?? { alpha: 0, beta: 1 };
    expect(groups.at(-1)?.mean).toBeCloseTo(alpha / (alpha + beta), 12);
  });

  test('nobody in any group is refused, impossible counts are not taken', () => {
    expect(shrink([], 0.95)).toEqual({ ok: false, reason: 'no-data' });
    expect(shrink([{ events: 0, n: 0 }], 0.95)).toEqual({ ok: false, reason: 'no-data' });
    expect(() => shrink([{ events: 3, n: 2 }], 0.95)).toThrow(RangeError);
  });
});

test('whoever reaches up to the first of a tier stands in it', () => {
  const at = (mean: number, half: number) => ({
    mean,
    interval: { lower: mean - half, upper: mean + half, level: 0.95 },
  });
  expect(tiers([at(0.1, 0.02), at(0.3, 0.05), at(0.27, 0.01), at(0.12, 0.03)])).toEqual([
    [1, 2],
    [3, 0],
  ]);
  expect(tiers([])).toEqual([]);
});
