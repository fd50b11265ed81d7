import { expect, test } from 'vitest';
import { survivalIntervals } from '@/lib/stats/survival-intervals';

test('the intervals are those of R’s survfit', () => {
  // R survival 3.5-3 on the BU BS704 example, day 12.
  expect(survivalIntervals(0.7875, 0.134032995004961, 0.95)).toEqual({
    logLog: {
      lower: expect.closeTo(0.380881523205497, 10),
      upper: expect.closeTo(0.942590952223704, 10),
      level: 0.95,
    },
    log: { lower: expect.closeTo(0.564125231513673, 10), upper: 1, level: 0.95 },
    plain: { lower: expect.closeTo(0.524800157050239, 10), upper: 1, level: 0.95 },
  });
});

test('without events there is no log-log interval, and with nothing else none at all', () => {
  expect(survivalIntervals(1, 0, 0.95)).toEqual({
    logLog: null,
    log: { lower: 1, upper: 1, level: 0.95 },
    plain: { lower: 1, upper: 1, level: 0.95 },
  });
  expect(survivalIntervals(0, 0, 0.95)).toBeNull();
  expect(() => survivalIntervals(1.1, 0, 0.95)).toThrow(RangeError);
});
