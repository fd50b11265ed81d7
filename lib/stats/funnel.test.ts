import { describe, expect, test } from 'vitest';
import { funnelLimits, overDispersion } from '@/lib/stats/funnel';

describe('the sides of a funnel', () => {
  // R 4.2.2: qbinom(q, n, 0.04)/n and the normal approximation of Spiegelhalter 2005.
  test.each([
    [10, 0.95, 0, 0.2, 0, 0.161454525940639],
    [100, 0.95, 0.01, 0.08, 0.00159270658915753, 0.0784072934108425],
    [1000, 0.998, 0.022, 0.06, 0.0208505307876799, 0.0591494692123201],
  ])('%d changes at %d around 4 %%', (n, level, lower, upper, normalLower, normalUpper) => {
    const { exact, normal } = funnelLimits(0.04, n, level);
    expect([exact.lower, exact.upper]).toEqual([lower, upper]);
    expect(normal.lower).toBeCloseTo(normalLower, 12);
    expect(normal.upper).toBeCloseTo(normalUpper, 12);
  });

  test('an empty group may be anything, a target at an end leaves no width', () => {
    expect(funnelLimits(0.04, 0, 0.95).exact).toEqual({ lower: 0, upper: 1, level: 0.95 });
    expect(funnelLimits(0, 30, 0.95).exact).toEqual({ lower: 0, upper: 0, level: 0.95 });
    expect(funnelLimits(1, 30, 0.95).normal).toEqual({ lower: 1, upper: 1, level: 0.95 });
    expect(() => funnelLimits(0.1, 2.5, 0.95)).toThrow(RangeError);
    expect(() => funnelLimits(1.1, 2, 0.95)).toThrow(RangeError);
  });
});

describe('how much more than by chance groups differ', () => {
  const groups = [
    [2, 40],
    [9, 120],
    [1, 60],
    [14, 180],
    [6, 90],
    [3, 85],
    [0, 30],
    [22, 210],
  ].map(([events = 0, n = 0]) => ({ events, n }));

  // Spiegelhalter 2005, section 5, with R's quantile type 7.
  test('the outermost are drawn in', () => {
    const found = overDispersion(groups, 0.1);
    if (!found.ok) throw new Error(found.reason);
    expect(found.target).toBeCloseTo(0.0699386503067485, 12);
    expect(found.phiRaw).toBeCloseTo(1.35420195100715, 12);
    expect(found.phi).toBeCloseTo(0.930118067425395, 12);
    expect(found.isInflated).toBe(false);
    expect(found.zAdjusted).toEqual(found.z);
  });

  test('from ten groups on, distances are widened by what groups differ', () => {
    const spread = Array.from({ length: 12 }, (_, index) => ({ events: 2 + 4 * index, n: 200 }));
    const found = overDispersion(spread, 0.1);
    if (!found.ok) throw new Error(found.reason);
    expect(found.isInflated).toBe(true);
    expect(found.zAdjusted[0]).toBeCloseTo((found.z[0] ?? 0) / Math.sqrt(found.phi), 12);
    const few = overDispersion(spread.slice(0, 9), 0.1);
    expect(few).toMatchObject({ ok: true, isInflated: false });
  });

  test('an empty group has no distance; without events there are none at all', () => {
    const withEmpty = overDispersion([...groups, { events: 0, n: 0 }], 0.1);
    expect(withEmpty.ok && withEmpty.z.at(-1)).toBeNull();
    expect(overDispersion([], 0.1)).toEqual({ ok: false, reason: 'no-data' });
    expect(overDispersion([{ events: 0, n: 9 }], 0.1)).toEqual({ ok: false, reason: 'no-events' });
    expect(overDispersion([{ events: 9, n: 9 }], 0.1)).toEqual({ ok: false, reason: 'no-events' });
    expect(() => overDispersion(groups, 0.5)).toThrow(RangeError);
    expect(() => overDispersion([{ events: 3, n: 2 }], 0.1)).toThrow(RangeError);
  });
});
