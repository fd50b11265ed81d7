import { describe, expect, test } from 'vitest';
import { coxRatio } from '@/lib/stats/cox';
import { followUpOf } from '@/lib/stats/subjects';

const arm = (...days: readonly [day: number, isEvent: boolean][]) =>
  followUpOf(
    days.map(([day, isEvent]) => ({ day, isEvent })),
    10,
  );

describe('Cox’s hazard ratio', () => {
  test('of one risk set that tells is the root of its score', () => {
    // Day 1: one of 2 in arm 1 among 3; day 2: arm 0 of 1 and 1. The score is
    // 1 − 2r/(2r + 1) − r/(r + 1) = 0, so 2r² = 1.
    const one = arm([1, true], [5, false]);
    const zero = arm([2, true]);
    expect(coxRatio([{ one, zero, cluster: '' }], 10)).toBeCloseTo(Math.SQRT1_2, 10);
  });

  test('turns over when the arms are swapped, ties and all', () => {
    const one = arm([1, true], [1, true], [3, false], [4, true]);
    const zero = arm([1, true], [2, true], [4, true], [4, false], [6, false]);
    const there = coxRatio([{ one, zero, cluster: '' }], 10) ?? 0;
    const back = coxRatio([{ one: zero, zero: one, cluster: '' }], 10) ?? 0;
    expect(there * back).toBeCloseTo(1, 10);
    expect(there).toBeGreaterThan(1);
  });

  test('is 1 of two arms that are alike, in as many strata as there are', () => {
    const same = arm([1, true], [3, true], [4, false]);
    const stratum = { one: same, zero: same, cluster: '' };
    expect(coxRatio([stratum, stratum, stratum], 10)).toBeCloseTo(1, 10);
  });

  test('does not exist where one arm has all events, or there are none', () => {
    const quiet = arm([5, false]);
    const zero = arm([2, true], [7, false]);
    expect(coxRatio([{ one: quiet, zero, cluster: '' }], 10)).toBeNull();
    expect(coxRatio([{ one: quiet, zero: quiet, cluster: '' }], 10)).toBeNull();
    expect(coxRatio([{ one: arm(), zero, cluster: '' }], 10)).toBeNull();
    expect(coxRatio([], 10)).toBeNull();
  });
});
