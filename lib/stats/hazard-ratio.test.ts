import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskSets } from '@/lib/stats/hazard-ratio';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';
import { cochranMantelHaenszel, ratioOf } from '@/lib/stats/mantel-haenszel';

const horizon = 12;
const person = fc.record({
  followUpDays: fc.integer({ min: 0, max: horizon }),
  day: fc.option(fc.integer({ min: 1, max: horizon })),
});
type Person = { followUpDays: number; day: number | null };
const people = fc.array(person, { maxLength: 25 });
const followUpOf = (list: readonly Person[]) => ({
  entrants: list.map(({ followUpDays }) => ({ followUpDays, count: 1 })),
  events: list.flatMap(({ followUpDays, day }) =>
    day === null ? [] : [{ day, followUpDays, count: 1 }],
  ),
});
const stratum = (one: readonly Person[], zero: readonly Person[], cluster = 'a') => ({
  one: followUpOf(one),
  zero: followUpOf(zero),
  cluster,
});
const hazardRatio = (strata: Parameters<typeof riskSets>[0]) =>
  ratioOf(riskSets(strata, horizon).sums, 0.95);

describe('daily risk sets', () => {
  it('of one stratum draw the plain curves of both arms, as far as both are watched', () => {
    fc.assert(
      fc.property(people, people, (one, zero) => {
        const { curves } = riskSets([stratum(one, zero)], horizon);
        const plain1 = kaplanMeier(followUpOf(one)).days;
        const plain0 = kaplanMeier(followUpOf(zero)).days;
        for (const { day, rate1, rate0, atRisk1 } of curves) {
          expect(rate1).toBeCloseTo(plain1[day - 1]?.rate ?? Number.NaN, 10);
          expect(rate0).toBeCloseTo(plain0[day - 1]?.rate ?? Number.NaN, 10);
          expect(atRisk1).toBe(plain1[day - 1]?.atRisk);
        }
      }),
    );
  });

  it('turn the ratio over when the arms are swapped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(people, people), { maxLength: 4 }), (pairs) => {
        const there = hazardRatio(pairs.map(([one, zero]) => stratum(one, zero)));
        const back = hazardRatio(pairs.map(([one, zero]) => stratum(zero, one)));
        expect(there === null).toBe(back === null);
        if (there !== null && back !== null) expect(there.value * back.value).toBeCloseTo(1, 10);
      }),
    );
  });

  it('learn nothing from a stratum with one arm only, and say who was not matched', () => {
    const both = stratum(
      [
        { followUpDays: 12, day: 3 },
        { followUpDays: 12, day: null },
      ],
      [
        { followUpDays: 12, day: 5 },
        { followUpDays: 12, day: null },
        { followUpDays: 12, day: null },
      ],
    );
    const alone = stratum([{ followUpDays: 12, day: 1 }], []);
    expect(hazardRatio([both, alone])).toEqual(hazardRatio([both]));
    expect(riskSets([both, alone], horizon)).toMatchObject({ ones: 3, matchedOnes: 2 });
  });

  it('have no ratio without events in both arms, and no test without any', () => {
    const quiet = stratum([{ followUpDays: 12, day: null }], [{ followUpDays: 12, day: null }]);
    expect(hazardRatio([quiet])).toBeNull();
    expect(cochranMantelHaenszel(riskSets([quiet], horizon).sums)).toMatchObject({
      reason: 'no-events',
    });
  });

  it('add up over clusters to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(people, people), { maxLength: 6 }), (pairs) => {
        const { sums, byCluster } = riskSets(
          pairs.map(([one, zero], index) => stratum(one, zero, `cluster ${index % 3}`)),
          horizon,
        );
        const above = [...byCluster.values()].reduce((total, part) => total + part.above, 0);
        expect(above).toBeCloseTo(sums.above, 10);
      }),
    );
  });

  it('take counts that are no whole numbers, however they round', () => {
    const tenths = fc.integer({ min: 1, max: 20 }).map((count) => count / 10);
    const arm = fc.array(fc.tuple(person, tenths), { maxLength: 8 }).map((rows) => ({
      entrants: rows.map(([{ followUpDays }, count]) => ({ followUpDays, count })),
      events: rows.flatMap(([{ followUpDays, day }, count]) =>
        day === null ? [] : [{ day, followUpDays, count }],
      ),
    }));
    fc.assert(
      fc.property(arm, arm, (one, zero) => {
        const { curves } = riskSets([{ one, zero, cluster: 'a' }], horizon);
        const plain = kaplanMeier(one).days;
        for (const { day, rate1, atRisk1 } of curves) {
          expect(rate1).toBeCloseTo(plain[day - 1]?.rate ?? Number.NaN, 10);
          expect(atRisk1).toBeCloseTo(plain[day - 1]?.atRisk ?? Number.NaN, 10);
        }
      }),
    );
  });

  it.each([
    ['an event between days', { day: 1.5, followUpDays: 12, count: 1 }],
    ['an event before the first day', { day: 0, followUpDays: 12, count: 1 }],
    ['fewer than no events', { day: 1, followUpDays: 12, count: -1 }],
    ['more events than entrants', { day: 1, followUpDays: 12, count: 2 }],
  ])('refuse %s', (_, event) => {
    const entrants = [{ followUpDays: 12, count: 1 }];
    const broken = { one: { entrants, events: [event] }, zero: { entrants, events: [] } };
    expect(() => riskSets([{ ...broken, cluster: 'a' }], horizon)).toThrow(RangeError);
  });
});
