import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logRank } from '@/lib/stats/log-rank';
import { followUpOf } from '@/lib/stats/subjects';

const lastDay = 48;
const arm = (list: readonly { day: number; isEvent: boolean }[]) => followUpOf(list, lastDay);
const lists = (days: readonly number[], events: readonly number[]) =>
  arm(days.map((day, index) => ({ day, isEvent: events[index] === 1 })));
const people = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: lastDay }), isEvent: fc.boolean() }),
  { maxLength: 20 },
);

// BU BS704, chemotherapy before and after surgery; SciPy's tests of logrank.
const before = lists([8, 12, 26, 14, 21, 27, 8, 32, 20, 40], [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
const after = lists([33, 28, 41, 48, 48, 25, 37, 48, 25, 43], [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);

describe('the log-rank test', () => {
  test('is the published one', () => {
    const found = logRank([{ one: after, zero: before, cluster: '' }], lastDay);
    expect(found).toMatchObject({
      observed1: 3,
      observed0: 6,
      expected1: expect.closeTo(6.37939691027926, 10),
      expected0: expect.closeTo(2.62060308972074, 10),
      variance: expect.closeTo(1.65129466500135, 10),
      test: {
        ok: true,
        chiSquare: expect.closeTo(6.91598157449, 10),
        p: expect.closeTo(0.008542873404, 10),
      },
    });
  });

  test('is the same for swapped arms, and expects as many as there are', () => {
    fc.assert(
      fc.property(people, people, (one, zero) => {
        const there = logRank([{ one: arm(one), zero: arm(zero), cluster: '' }], lastDay);
        const back = logRank([{ one: arm(zero), zero: arm(one), cluster: '' }], lastDay);
        expect(there.variance).toBeCloseTo(back.variance, 10);
        expect(there.expected1).toBeCloseTo(back.expected0, 10);
        expect(there.expected1 + there.expected0).toBeCloseTo(
          there.observed1 + there.observed0,
          10,
        );
        if (there.test.ok && back.test.ok)
          expect(there.test.chiSquare).toBeCloseTo(back.test.chiSquare, 8);
      }),
    );
  });

  test('learns nothing from a stratum of one arm, whose events are all expected', () => {
    const both = { one: after, zero: before, cluster: 'a' };
    const alone = { one: after, zero: arm([]), cluster: 'b' };
    const [found, plain] = [logRank([both, alone], lastDay), logRank([both], lastDay)];
    expect(found.test).toEqual(plain.test);
    expect(found.expected1).toBeCloseTo(plain.expected1 + 3, 10);
  });

  test('is refused without events, and without anybody', () => {
    const quiet = lists([10, 20], [0, 0]);
    const refused = { ok: false, reason: 'no-events' };
    expect(logRank([{ one: quiet, zero: quiet, cluster: '' }], lastDay).test).toEqual(refused);
    expect(logRank([], lastDay).test).toEqual(refused);
  });
});
