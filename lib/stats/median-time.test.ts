import { expect, test } from 'vitest';
import { medianTime } from '@/lib/stats/median-time';

test('the median is the first time at which half have had an event', () => {
  const steps = [
    { time: 9, survival: 0.9 },
    { time: 23, survival: 0.61 },
    { time: 31, survival: 0.49 },
  ];
  expect(medianTime(steps)).toBe(31);
  expect(medianTime(steps.slice(0, 2))).toBeNull();
  expect(medianTime([])).toBeNull();
});

test('where exactly half stay without one for a while, it is the middle of that', () => {
  const steps = [
    { time: 4, survival: 0.5 },
    { time: 10, survival: 0.25 },
  ];
  expect(medianTime(steps)).toBe(7);
  expect(medianTime(steps.slice(0, 1))).toBe(4);
});
