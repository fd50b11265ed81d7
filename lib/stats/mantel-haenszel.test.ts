import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addStratum,
  cochranMantelHaenszel,
  matchedRisks,
  noSums,
  ratioOf,
  type Stratum,
  type Sums,
  without,
} from '@/lib/stats/mantel-haenszel';
import { moverDifference } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';

const level = 0.95;
const stratum = (events1: number, n1: number, events0: number, n0: number): Stratum => ({
  events1,
  n1,
  events0,
  n0,
});
const sumsOf = (strata: readonly Stratum[]): Sums => {
  const sums = { ...noSums };
  for (const one of strata) addStratum(sums, one);
  return sums;
};
const anyStratum = fc
  .tuple(fc.nat(20), fc.nat(20), fc.nat(20), fc.nat(20))
  .map(([a, b, c, d]) => stratum(a, a + b, c, c + d));
const swapped = ({ events1, n1, events0, n0 }: Stratum) => stratum(events0, n0, events1, n1);

// Kidney stones: Charig 1986; Julious & Mullee 1994, BMJ 309:1480.
const kidneyStones = [stratum(81, 87, 234, 270), stratum(192, 263, 55, 80)];

describe('risks matched over strata', () => {
  test('turn the crude difference of kidney stones round', () => {
    const found = matchedRisks(sumsOf(kidneyStones), level);
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    expect(273 / 350 - 289 / 350).toBeLessThan(0);
    // R metafor rma.mh, Sato's error by epiR.
    expect(found.difference.value).toBeCloseTo(0.0538355702434747, 12);
    expect(found.difference.standardError).toBeCloseTo(0.0335541958830429, 12);
    expect(found.standardErrorOfLargeStrata).toBeCloseTo(0.0333447973456121, 12);
    expect(found.ratio?.value).toBeCloseTo(1.0690001538677, 12);
    expect(found.ratio?.standardErrorOfLn).toBeCloseTo(0.0417671992529436, 12);
  });

  test('of one stratum are the crude ones', () => {
    fc.assert(
      fc.property(anyStratum, (one) => {
        const found = matchedRisks(sumsOf([one]), level);
        if (one.n1 === 0 || one.n0 === 0) return;
        expect(found.ok && found.risk1).toBeCloseTo(one.events1 / one.n1, 10);
        expect(found.ok && found.risk0).toBeCloseTo(one.events0 / one.n0, 10);
      }),
    );
  });

  test('turn the sign and the ratio over when the arms are swapped', () => {
    fc.assert(
      fc.property(fc.array(anyStratum), (strata) => {
        const there = matchedRisks(sumsOf(strata), level);
        const back = matchedRisks(sumsOf(strata.map(swapped)), level);
        expect(there.ok).toBe(back.ok);
        if (!there.ok || !back.ok) return;
        expect(there.difference.interval.lower).toBeCloseTo(-back.difference.interval.upper, 8);
        expect((there.ratio?.value ?? 1) * (back.ratio?.value ?? 1)).toBeCloseTo(1, 8);
      }),
    );
  });

  test('close: their difference and their ratio are of the same two risks', () => {
    const found = matchedRisks(sumsOf(kidneyStones), level);
    expect(found.ok && found.risk1 - found.risk0).toBe(found.ok && found.difference.value);
    expect(found.ok && found.risk1 / found.risk0).toBeCloseTo(
      found.ok ? (found.ratio?.value ?? 0) : 0,
      12,
    );
  });

  test('without events differ by 0, as surely as the pooled counts tell', () => {
    const found = matchedRisks(sumsOf([stratum(0, 30, 0, 100), stratum(0, 20, 0, 60)]), level);
    const pooled = (n: number) => ({ rate: 0, interval: wilson(0, n, level) });
    expect(found).toMatchObject({ ok: true, risk1: 0, risk0: 0, ratio: null });
    expect(found.ok && found.difference.interval).toEqual(
      moverDifference(pooled(50), pooled(160)).interval,
    );
  });

  test('without events in one arm have a difference and no ratio', () => {
    const found = matchedRisks(sumsOf([stratum(0, 30, 5, 100), stratum(0, 20, 3, 60)]), level);
    // R metafor rma.mh.
    expect(found.ok && found.difference.value).toBeCloseTo(-0.05, 12);
    expect(found.ok && found.difference.interval.lower).toBeCloseTo(-0.0837961309936705, 10);
    expect(found.ok && found.ratio).toBeNull();
  });

  test('are never the crude ones where no stratum has both arms', () => {
    const apart = [stratum(3, 30, 0, 0), stratum(0, 0, 5, 100)];
    expect(matchedRisks(sumsOf(apart), level)).toEqual({ ok: false, reason: 'no-overlap' });
    expect(sumsOf([...kidneyStones, ...apart])).toEqual(sumsOf(kidneyStones));
    expect(() => sumsOf([stratum(3, 2, 0, 1)])).toThrow(RangeError);
  });
});

describe('the test over strata', () => {
  // statsmodels, TestStratified2: corrected 11.8852; plain by R mantelhaen.test.
  const strata = [
    stratum(20, 30, 14, 38),
    stratum(15, 18, 12, 27),
    stratum(3, 6, 2, 4),
    stratum(12, 19, 3, 8),
    stratum(1, 4, 0, 2),
  ];

  test('is the published one, with the continuity correction and without', () => {
    const sums = sumsOf(strata);
    expect(cochranMantelHaenszel(sums)).toMatchObject({
      ok: true,
      chiSquare: expect.closeTo(13.0465833622162, 9),
      p: expect.closeTo(0.000303838180448865, 12),
    });
    expect(cochranMantelHaenszel(sums, { isCorrected: true })).toMatchObject({
      chiSquare: expect.closeTo(11.8852, 4),
    });
  });

  test('is refused where nothing can vary', () => {
    const refused = { ok: false, reason: 'no-events' };
    expect(cochranMantelHaenszel(sumsOf([stratum(0, 5, 0, 5)]))).toEqual(refused);
    expect(cochranMantelHaenszel(sumsOf([stratum(5, 5, 5, 5)]))).toEqual(refused);
    expect(cochranMantelHaenszel(noSums)).toEqual(refused);
  });
});

describe('sums without a part', () => {
  test('are those of the rest', () => {
    fc.assert(
      fc.property(fc.array(anyStratum), fc.array(anyStratum), (part, rest) => {
        const left = without(sumsOf([...part, ...rest]), sumsOf(part));
        const alone = sumsOf(rest);
        expect(left.above).toBeCloseTo(alone.above, 9);
        expect(left.weight).toBeCloseTo(alone.weight, 9);
        expect(left.events1).toBe(alone.events1);
      }),
    );
  });

  test('that nothing is left of are exactly nothing', () => {
    const part = sumsOf([stratum(1, 3, 1, 7), stratum(2, 11, 1, 13)]);
    const quiet = sumsOf([stratum(0, 3, 0, 7), stratum(0, 9, 0, 11)]);
    const all = sumsOf([stratum(0, 3, 0, 7), stratum(1, 3, 1, 7)]);
    addStratum(all, stratum(0, 9, 0, 11));
    addStratum(all, stratum(2, 11, 1, 13));
    expect(ratioOf(without(all, part), level)).toBeNull();
    expect(without(all, part).weight).toBeCloseTo(quiet.weight, 12);
    expect(without(part, part)).toMatchObject({ strata: 0, weight: 0, above: 0, below: 0 });
  });
});
