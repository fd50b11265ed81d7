import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';
import {
  clusteredSurvival,
  followUpOf,
  survivalWithLateEntry,
  wholeDays,
} from '@/lib/stats/subjects';

const someone = fc.record({ day: fc.integer({ min: 0, max: 12 }), isEvent: fc.boolean() });
const people = fc.array(someone, { maxLength: 25 });

describe('hours as whole days', () => {
  test.each([
    ['no event, less than a day', null, 23.9, 0, false],
    ['an event of the unfinished day', 10.5, 10.6, 0, false],
    ['an event on the last finished hour', 24, 24, 1, true],
    ['a day later', 24.1, 48, 2, true],
    ['an event after the last finished day', 30, 47.9, 1, false],
    ['an event at once', 0, 30, 1, true],
    ['day 30', 720, 720, 30, true],
  ])('%s', (_, event, observed, day, isEvent) => {
    expect(wholeDays(event, observed)).toEqual({ day, isEvent });
  });

  test('nobody is watched for less than nothing', () => {
    expect(() => wholeDays(null, -1)).toThrow(RangeError);
  });
});

describe('single subjects', () => {
  test('make the same curve as their histogram, in any order', () => {
    fc.assert(
      fc.property(people, (list) => {
        const histogram = {
          entrants: list.map(({ day }) => ({ followUpDays: day, count: 1 })),
          events: list
            .filter(({ day, isEvent }) => isEvent && day > 0)
            .map(({ day }) => ({ day, followUpDays: day, count: 1 })),
        };
        const rates = (days: ReturnType<typeof kaplanMeier>['days']) =>
          days.map(({ rate }) => rate);
        const expected = rates(kaplanMeier(histogram).days);
        const found = rates(kaplanMeier(followUpOf([...list].reverse(), 12)).days);
        expect(found.slice(0, expected.length)).toEqual(expected);
      }),
    );
  });

  test('who all had their event are known to the last day', () => {
    const curve = kaplanMeier(followUpOf([{ day: 2, isEvent: true }], 5));
    expect(curve.days.map(({ rate }) => rate)).toEqual([0, 1, 1, 1, 1]);
  });
});

describe('subjects who come late', () => {
  test('but at the start are plain ones', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 12 }), (list, day) => {
        const found = survivalWithLateEntry(
          list.map((one) => ({ ...one, entry: 0 })),
          day,
        );
        const plain = kaplanMeier(followUpOf(list, 12)).days[day - 1];
        // Events of day 0 are nobody's.
        if (list.some((one) => one.day === 0 && one.isEvent)) return;
        if (found === null) expect(plain === undefined || plain.atRisk === 0).toBe(true);
        else expect(found).toBeCloseTo(1 - (plain?.rate ?? Number.NaN), 10);
      }),
    );
  });

  test('are at risk only after their entry', () => {
    const list = [
      { entry: 0, day: 3, isEvent: true },
      { entry: 0, day: 9, isEvent: false },
      { entry: 3, day: 9, isEvent: false },
      { entry: 4, day: 6, isEvent: true },
    ];
    expect(survivalWithLateEntry(list, 3)).toBeCloseTo(1 / 2, 12);
    expect(survivalWithLateEntry(list, 6)).toBeCloseTo((1 / 2) * (2 / 3), 12);
    expect(survivalWithLateEntry(list, 10)).toBeNull();
    expect(survivalWithLateEntry([], 3)).toBeNull();
  });
});

describe('subjects in clusters', () => {
  test('each a cluster of its own and none censored: Greenwood’s error', () => {
    const list = [1, 2, 2, 3, 5, 8, 8, 9].map((day) => ({ day, isEvent: true }));
    const found = clusteredSurvival(
      list.map((one, index) => ({ ...one, cluster: String(index) })),
      4,
    );
    expect(found).toMatchObject({ ok: true, survival: expect.closeTo(0.5, 12) });
    expect(found.ok && found.standardError).toBeCloseTo(Math.sqrt(0.25 / 8), 12);
  });

  test('that repeat each other tell as much as one of each', () => {
    const list = [1, 2, 4, 6].map((day) => ({ day, isEvent: true, cluster: String(day) }));
    const once = clusteredSurvival(list, 3);
    const thrice = clusteredSurvival([...list, ...list, ...list], 3);
    expect(once.ok && thrice.ok && thrice.standardError).toBeCloseTo(
      once.ok ? (once.standardError ?? 0) : 0,
      12,
    );
  });

  test('one cluster, nobody, or nobody for that long have no error', () => {
    const alone = [2, 5].map((day) => ({ day, isEvent: day === 2, cluster: 'a' }));
    expect(clusteredSurvival(alone, 3)).toMatchObject({ ok: true, standardError: null });
    expect(clusteredSurvival(alone, 6)).toMatchObject({ reason: 'horizon-not-reached' });
    expect(clusteredSurvival([], 3)).toMatchObject({ reason: 'no-data' });
  });
});
