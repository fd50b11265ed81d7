import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FollowUp, kaplanMeier, reading } from '@/lib/stats/kaplan-meier';
import { wilson } from '@/lib/stats/proportion';

const level = 0.95;

/** One subject: followed for so many days, with its first event on a day, or without one. */
type Subject = { followUpDays: number; eventDay: number | null };

const subject: fc.Arbitrary<Subject> = fc.record({
  followUpDays: fc.nat(40),
  eventDay: fc.option(fc.integer({ min: 1, max: 45 })),
});
const subjects = fc.array(subject, { maxLength: 60 });

/** Rows of one subject each. */
function followUpOf(group: readonly Subject[]): FollowUp {
  return {
    entrants: group.map(({ followUpDays }) => ({ followUpDays, count: 1 })),
    events: group.flatMap(({ followUpDays, eventDay }) =>
      eventDay === null ? [] : [{ day: eventDay, followUpDays, count: 1 }],
    ),
  };
}

function readOk(followUp: FollowUp, day: number) {
  const result = reading(kaplanMeier(followUp), day, level);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result;
}

/** The textbook product over subjects, by the end of a day; null where nobody is left to watch. */
function rateBySubjects(group: readonly Subject[], day: number): number | null {
  let surviving = 1;
  for (let k = 1; k <= day; k++) {
    const risk = group.filter(
      ({ followUpDays, eventDay }) => followUpDays >= k && (eventDay === null || eventDay >= k),
    );
    if (!group.some(({ followUpDays }) => followUpDays >= k)) return null;
    if (risk.length === 0 && surviving > 0) return null;
    if (risk.length > 0) {
      surviving *= 1 - risk.filter(({ eventDay }) => eventDay === k).length / risk.length;
    }
  }
  return 1 - surviving;
}

// Boston University School of Public Health, BS704 "Survival Analysis": ten subjects, the one
// censored in week 8 still at risk for that week's death; intervals from R survival 3.5-3 variances.
const lastWeek = 40;
const bs704: FollowUp = {
  entrants: [
    { followUpDays: 8, count: 1 },
    { followUpDays: 20, count: 1 },
    { followUpDays: 32, count: 1 },
    { followUpDays: lastWeek, count: 7 },
  ],
  events: [8, 12, 14, 21, 26, 27].map((day) => ({ day, followUpDays: lastWeek, count: 1 })),
};

describe('the published example', () => {
  test.each([
    [8, 10, 0.1, 0.0178762130950729, 0.404150026795238],
    [12, 8, 0.2125, 0.0599960274340174, 0.532893170772163],
    [21, 5, 0.46, 0.191904473466785, 0.75343131489668],
    [27, 3, 0.73, 0.385429914308785, 0.920985197396112],
  ])('by week %d, with %d at risk, the rate is %d', (day, atRisk, rate, lower, upper) => {
    const found = readOk(bs704, day);
    expect(found.atRisk).toBe(atRisk);
    expect(found.rate).toBeCloseTo(rate, 12);
    expect(found.interval.lower).toBeCloseTo(lower, 10);
    expect(found.interval.upper).toBeCloseTo(upper, 10);
  });

  test('the standard error and the counts come with it', () => {
    expect(readOk(bs704, 12)).toMatchObject({
      day: 12,
      entrants: 10,
      events: 2,
      standardError: expect.closeTo(0.134032995004961, 12),
      effectiveSize: expect.closeTo(9.31506849315069, 10),
    });
  });
});

describe('edges', () => {
  test('no events: 0, as sure as those still at risk allow', () => {
    const found = readOk(
      {
        entrants: [
          { followUpDays: 5, count: 60 },
          { followUpDays: 30, count: 40 },
        ],
        events: [],
      },
      30,
    );
    expect(found).toMatchObject({ rate: 0, effectiveSize: 40, interval: wilson(0, 40, level) });
  });

  test('all of them: 1, as sure as those who entered allow, and it stays 1', () => {
    const found = readOk(
      {
        entrants: [{ followUpDays: 30, count: 7 }],
        events: [
          { day: 2, followUpDays: 30, count: 3 },
          { day: 9, followUpDays: 30, count: 4 },
        ],
      },
      30,
    );
    expect(found).toMatchObject({ rate: 1, standardError: 0, interval: wilson(7, 7, level) });
  });

  test('nobody followed for a whole day is no data', () => {
    for (const entrants of [[], [{ followUpDays: 0, count: 3 }]]) {
      const curve = kaplanMeier({ entrants, events: [] });
      expect(reading(curve, 30, level)).toEqual({ ok: false, reason: 'no-data' });
      expect(curve).toEqual({ entrants: 0, days: [] });
    }
  });

  test('a window that nobody has lived through is refused, and the days before it can be read', () => {
    const curve = kaplanMeier({
      entrants: [{ followUpDays: 12, count: 40 }],
      events: [{ day: 3, followUpDays: 12, count: 1 }],
    });
    expect(reading(curve, 30, level)).toEqual({ ok: false, reason: 'horizon-not-reached' });
    expect(reading(curve, curve.days.length, level)).toMatchObject({
      ok: true,
      day: 12,
      rate: 1 / 40,
    });
  });

  test('nothing is carried past the last one at risk', () => {
    const curve = kaplanMeier({
      entrants: [
        { followUpDays: 30, count: 1 },
        { followUpDays: 10, count: 1 },
      ],
      events: [{ day: 5, followUpDays: 30, count: 1 }],
    });
    expect(curve.days).toHaveLength(10);
  });

  test('an event of an unfinished day does not count', () => {
    const found = readOk(
      {
        entrants: [
          { followUpDays: 1, count: 1 },
          { followUpDays: 2, count: 1 },
        ],
        events: [{ day: 2, followUpDays: 1, count: 1 }],
      },
      2,
    );
    expect(found).toMatchObject({ rate: 0, events: 0, atRisk: 1 });
  });

  test('fractional counts that do not add up to the last bit leave nobody behind', () => {
    const split = [0.1, 0.2].map((count) => ({ day: 2, followUpDays: 30, count }));
    const whole = [{ day: 2, followUpDays: 30, count: 0.3 }];
    for (const [entrants, events] of [
      [split, whole],
      [whole, split],
    ] as const) {
      expect(readOk({ entrants, events }, 30)).toMatchObject({ rate: 1, atRisk: 0 });
    }
  });

  test('one in ten million keeps its digits', () => {
    const found = readOk(
      {
        entrants: [{ followUpDays: 30, count: 1e7 }],
        events: [{ day: 4, followUpDays: 30, count: 1 }],
      },
      30,
    );
    expect(found.rate).toBe(1e-7);
    expect(found.effectiveSize / 1e7).toBeCloseTo(1, 12);
  });

  test.each<[string, FollowUp]>([
    ['half a day', { entrants: [{ followUpDays: 1.5, count: 1 }], events: [] }],
    ['a day before time zero', { entrants: [{ followUpDays: -1, count: 1 }], events: [] }],
    ['a negative count', { entrants: [{ followUpDays: 3, count: -1 }], events: [] }],
    [
      'an event on day 0',
      {
        entrants: [{ followUpDays: 3, count: 1 }],
        events: [{ day: 0, followUpDays: 3, count: 1 }],
      },
    ],
    [
      'more events than entrants',
      {
        entrants: [{ followUpDays: 3, count: 1 }],
        events: [{ day: 2, followUpDays: 3, count: 2 }],
      },
    ],
  ])('%s is refused', (_, followUp) => {
    expect(() => kaplanMeier(followUp)).toThrow(RangeError);
  });

  test.each([0, -1, 1.5])('day %d cannot be read', (day) => {
    expect(() => reading(kaplanMeier(bs704), day, level)).toThrow(RangeError);
  });
});

describe('for any group', () => {
  test('counts by day give what the subjects one by one give', () => {
    fc.assert(
      fc.property(subjects, fc.integer({ min: 1, max: 45 }), (group, day) => {
        const result = reading(kaplanMeier(followUpOf(group)), day, level);
        const expected = rateBySubjects(group, day);
        if (expected === null) expect(result.ok).toBe(false);
        else expect(result).toMatchObject({ ok: true, rate: expect.closeTo(expected, 12) });
      }),
    );
  });

  test('without censoring it is Wilson at the number of subjects', () => {
    const followed = fc.array(fc.option(fc.integer({ min: 1, max: 45 })), { minLength: 1 });
    fc.assert(
      fc.property(followed, (eventDays) => {
        const group = eventDays.map((eventDay) => ({ followUpDays: 30, eventDay }));
        const events = eventDays.filter((day) => day !== null && day <= 30).length;
        const plain = wilson(events, group.length, level);
        const found = readOk(followUpOf(group), 30);
        expect(found.rate).toBeCloseTo(events / group.length, 12);
        expect(found.interval.lower).toBeCloseTo(plain.lower, 10);
        expect(found.interval.upper).toBeCloseTo(plain.upper, 10);
      }),
    );
  });

  test('subjects without a whole day of follow-up add nothing', () => {
    fc.assert(
      fc.property(subjects, fc.nat(20), (group, young) => {
        const today = Array.from({ length: young }, () => ({ followUpDays: 0, eventDay: 1 }));
        expect(kaplanMeier(followUpOf([...group, ...today]))).toEqual(
          kaplanMeier(followUpOf(group)),
        );
      }),
    );
  });

  test('neither the order of the rows nor how they are grouped matters', () => {
    fc.assert(
      fc.property(subjects, (group) => {
        const rows = followUpOf(group);
        const reversed = {
          entrants: rows.entrants.toReversed(),
          events: rows.events.toReversed(),
        };
        const doubled = {
          entrants: rows.entrants.map((row) => ({ ...row, count: 2 * row.count })),
          events: rows.events.map((row) => ({ ...row, count: 2 * row.count })),
        };
        const repeated = {
          entrants: [...rows.entrants, ...rows.entrants],
          events: [...rows.events, ...rows.events],
        };
        expect(kaplanMeier(reversed)).toEqual(kaplanMeier(rows));
        expect(kaplanMeier(repeated)).toEqual(kaplanMeier(doubled));
      }),
    );
  });

  test('capping the follow-up at the last day asked changes nothing up to that day', () => {
    fc.assert(
      fc.property(subjects, fc.integer({ min: 1, max: 40 }), (group, day) => {
        const capped = group.map(({ followUpDays, eventDay }) => ({
          followUpDays: Math.min(followUpDays, day),
          eventDay,
        }));
        expect(kaplanMeier(followUpOf(capped)).days).toEqual(
          kaplanMeier(followUpOf(group)).days.slice(0, day),
        );
      }),
    );
  });

  test('fractional counts read the same as whole ones in proportion, and are always finite', () => {
    const factor = fc.double({ min: 0.01, max: 3, noNaN: true });
    fc.assert(
      fc.property(subjects, factor, (group, scale) => {
        const rows = followUpOf(group);
        const whole = kaplanMeier(rows);
        const scaled = kaplanMeier({
          entrants: rows.entrants.map((row) => ({ ...row, count: scale * row.count })),
          events: rows.events.map((row) => ({ ...row, count: scale * row.count })),
        });
        expect(scaled.days).toHaveLength(whole.days.length);
        for (const [index, { rate }] of scaled.days.entries()) {
          expect(rate).toBeCloseTo(whole.days[index]?.rate ?? Number.NaN, 9);
          const found = reading(scaled, index + 1, level);
          expect(found.ok && found.interval.lower <= rate + 1e-9).toBe(true);
          expect(found.ok && found.interval.upper >= rate - 1e-9).toBe(true);
        }
      }),
    );
  });
});
