import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { homogeneity, oddsRatio } from '@/lib/stats/odds-ratio';

const stratum = ([events1, n1, events0, n0]: [number, number, number, number]) => ({
  events1,
  n1,
  events0,
  n0,
});
// statsmodels, TestStratified2.
const strata = (
  [
    [20, 30, 14, 38],
    [15, 18, 12, 27],
    [3, 6, 2, 4],
    [12, 19, 3, 8],
    [1, 4, 0, 2],
  ] satisfies [number, number, number, number][]
).map(stratum);
const anyStratum = fc
  .tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20))
  .map(([a, b, c, d]) => stratum([a, a + b, c, c + d]));

describe('the odds ratio over strata', () => {
  test('is the published one', () => {
    const found = oddsRatio(strata, 0.95);
    expect(found?.value).toBeCloseTo(3.5912, 4);
    expect(found?.interval.lower).toBeCloseTo(1.781135, 6);
    expect(found?.interval.upper).toBeCloseTo(7.240633, 6);
  });

  test('of one stratum is the crude one, with Woolf’s error', () => {
    const found = oddsRatio([stratum([7, 20, 4, 25])], 0.95);
    expect(found?.value).toBeCloseTo((7 * 21) / (13 * 4), 12);
    expect(found?.standardErrorOfLn).toBeCloseTo(Math.sqrt(1 / 7 + 1 / 13 + 1 / 4 + 1 / 21), 12);
  });

  test('turns over when the arms are swapped', () => {
    fc.assert(
      fc.property(fc.array(anyStratum), (given) => {
        const there = oddsRatio(given, 0.95);
        const back = oddsRatio(
          given.map(({ events1, n1, events0, n0 }) => stratum([events0, n0, events1, n1])),
          0.95,
        );
        expect(there === null).toBe(back === null);
        expect((there?.value ?? 1) * (back?.value ?? 1)).toBeCloseTo(1, 10);
      }),
    );
  });

  test('needs events and others in both arms', () => {
    expect(oddsRatio([], 0.95)).toBeNull();
    expect(oddsRatio([stratum([0, 5, 2, 5])], 0.95)).toBeNull();
    expect(oddsRatio([stratum([5, 5, 2, 5])], 0.95)).toBeNull();
    expect(oddsRatio([stratum([2, 5, 0, 0])], 0.95)).toBeNull();
  });
});

describe('whether strata share one odds ratio', () => {
  test('is tested as published, with and without Tarone’s correction', () => {
    const found = homogeneity(strata);
    expect(found).toMatchObject({ ok: true, df: 4 });
    if (!found.ok) return;
    expect(found.breslowDay).toBeCloseTo(1.8438, 4);
    expect(found.tarone).toBeCloseTo(1.8436, 4);
    expect(found.p).toBeCloseTo(0.7645, 4);
  });

  test('strata that are alike do, at a ratio of 1 and of any other', () => {
    for (const cells of [[4, 20, 4, 20] as const, [9, 20, 4, 20] as const]) {
      const found = homogeneity([stratum([...cells]), stratum([...cells])]);
      expect(found.ok && found.breslowDay).toBeCloseTo(0, 12);
      expect(found.ok && found.p).toBeCloseTo(1, 9);
    }
  });

  test('is a number wherever it is told', () => {
    fc.assert(
      fc.property(fc.array(anyStratum), (given) => {
        const found = homogeneity(given);
        if (!found.ok) return;
        expect(Number.isFinite(found.breslowDay) && Number.isFinite(found.tarone)).toBe(true);
        expect(found.tarone).toBeLessThanOrEqual(found.breslowDay);
      }),
    );
  });

  test('leaves out a stratum whose arms are too unequal for numbers to tell its spread', () => {
    const unequal = stratum([2_823_733, 3_953_417, 0, 4.8e-10]);
    expect(homogeneity([...strata, unequal])).toMatchObject({ ok: true, df: 4 });
  });

  test('takes two strata that tell something', () => {
    const silent = [stratum([0, 5, 0, 5]), stratum([5, 5, 5, 5]), stratum([2, 5, 0, 0])];
    expect(homogeneity([...strata.slice(0, 1), ...silent])).toEqual({
      ok: false,
      reason: 'no-events',
    });
    expect(homogeneity([...strata, ...silent])).toEqual(homogeneity(strata));
  });
});
