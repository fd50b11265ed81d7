import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aalenJohansen } from '@/lib/stats/aalen-johansen';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';

const kinds = ['revert', 'incident'] as const;
const person = fc.record({
  followUpDays: fc.integer({ min: 0, max: 12 }),
  event: fc.option(
    fc.record({ day: fc.integer({ min: 1, max: 12 }), kind: fc.constantFrom(...kinds) }),
  ),
});
const followUpOf = (
  people: readonly {
    followUpDays: number;
    event: { day: number; kind: (typeof kinds)[number] } | null;
  }[],
) => ({
  entrants: people.map(({ followUpDays }) => ({ followUpDays, count: 1 })),
  events: people.flatMap(({ followUpDays, event }) =>
    event === null ? [] : [{ ...event, followUpDays, count: 1 }],
  ),
});

it('has parts that add up to the rate of any event, on every day', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 60 }), (people) => {
      const followUp = followUpOf(people);
      const parts = aalenJohansen(followUp, kinds);
      kaplanMeier(followUp).days.forEach(({ rate }, index) => {
        const sum = kinds.reduce((total, kind) => total + (parts.get(kind)?.[index] ?? 0), 0);
        expect(sum).toBeCloseTo(rate, 12);
      });
    }),
  );
});

it('gives a kind less than it would have were the other kind only a censoring', () => {
  const followUp = followUpOf([
    { followUpDays: 5, event: { day: 1, kind: 'revert' } },
    { followUpDays: 5, event: { day: 2, kind: 'incident' } },
    { followUpDays: 5, event: null },
    { followUpDays: 5, event: null },
  ]);
  // By hand: S(1) = 3/4, so the incident adds 3/4 × 1/3; alone, with the revert censored, 1/3.
  expect(aalenJohansen(followUp, kinds).get('incident')?.at(-1)).toBeCloseTo(0.25, 12);
});

it('has no days where nobody was followed', () => {
  expect(aalenJohansen({ entrants: [], events: [] }, kinds).get('revert')).toEqual([]);
});
