import { describe, expect, test } from 'vitest';
import { expectedEvents, observedExpected } from '@/lib/stats/observed-expected';
import { followUpOf } from '@/lib/stats/subjects';

describe('observed over expected events', () => {
  // R 4.2.2 poisson.test; Byar by Breslow & Day 1987.
  test('9 where 5.2 were expected', () => {
    const { ratio, exact, byar } = observedExpected(9, 5.2, 0.95);
    expect(ratio).toBeCloseTo(1.73076923076923, 12);
    expect(exact.lower).toBeCloseTo(0.791417903341987, 8);
    expect(exact.upper).toBeCloseTo(3.28553912527292, 8);
    expect(byar.lower).toBeCloseTo(0.789785581540987, 10);
    expect(byar.upper).toBeCloseTo(3.28572705548782, 10);
  });

  test('none where 3.1 were expected', () => {
    const { ratio, exact, byar } = observedExpected(0, 3.1, 0.95);
    expect([ratio, exact.lower, byar.lower]).toEqual([0, 0, 0]);
    expect(exact.upper).toBeCloseTo(1.1899611142303, 8);
    expect(byar.upper).toBeCloseTo(1.18322962328186, 10);
  });

  test('none expected says nothing', () => {
    const { ratio, exact } = observedExpected(3, 0, 0.95);
    expect(ratio).toBeNull();
    expect(exact).toEqual({ lower: 0, upper: Infinity, level: 0.95 });
    expect(() => observedExpected(-1, 2, 0.95)).toThrow(RangeError);
  });
});

describe('events expected by a baseline', () => {
  const baseline = followUpOf(
    [1, 2, 2, 4].map((day) => ({ day, isEvent: true })),
    4,
  );

  test('are the hazards of the days at risk, up to the horizon', () => {
    // Hazards: 1/4 on day 1, 2/3 on day 2, 1 on day 4.
    expect(expectedEvents(baseline, [{ days: 1, count: 2 }], 30)).toBeCloseTo(0.5, 12);
    expect(expectedEvents(baseline, [{ days: 9, count: 1 }], 30)).toBeCloseTo(
      1 / 4 + 2 / 3 + 1,
      12,
    );
    expect(expectedEvents(baseline, [{ days: 9, count: 1 }], 3)).toBeCloseTo(1 / 4 + 2 / 3, 12);
    expect(expectedEvents(baseline, [], 30)).toBe(0);
  });

  test('of the baseline itself are as many as it had', () => {
    const own = [1, 2, 2, 4].map((days) => ({ days, count: 1 }));
    expect(expectedEvents(baseline, own, 30)).toBeCloseTo(4, 12);
  });
});
