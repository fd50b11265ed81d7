import { expect, test } from 'vitest';
import { waldDifference } from '@/lib/stats/wald-difference';

test('the interval is the difference and both errors', () => {
  const one = { rate: 0.5, standardError: 0.03 };
  const base = { rate: 0.2, standardError: 0.04 };
  const { lower, upper } = waldDifference(one, base, 0.95);
  expect(lower).toBeCloseTo(0.3 - 1.959963984540054 * 0.05, 12);
  expect(upper).toBeCloseTo(0.3 + 1.959963984540054 * 0.05, 12);
  const back = waldDifference(base, one, 0.95);
  expect([back.lower, back.upper]).toEqual([-upper, -lower]);
});

test('without spread it has no width', () => {
  const none = { rate: 0, standardError: 0 };
  expect(waldDifference(none, none, 0.95)).toEqual({ lower: 0, upper: 0, level: 0.95 });
  expect(() => waldDifference(none, { rate: 0, standardError: -1 }, 0.95)).toThrow(RangeError);
});
