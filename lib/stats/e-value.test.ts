import { describe, expect, test } from 'vitest';
import { confoundingEValue } from '@/lib/stats/e-value';

describe('what it would take to explain a ratio away', () => {
  // VanderWeele & Ding 2017, Ann Intern Med 167:268: smoking and lung cancer, 10.73 (8.02 to 14.36).
  test('of smoking and lung cancer: 20.9, and 15.5 for the limit', () => {
    const { point, limit } = confoundingEValue({ value: 10.73, lower: 8.02, upper: 14.36 });
    expect(point).toBeCloseTo(20.9, 1);
    expect(limit).toBeCloseTo(15.5, 1);
  });

  test('of a protective ratio is that of its inverse, by its upper limit', () => {
    const { point, limit } = confoundingEValue({ value: 0.8, lower: 0.71, upper: 0.91 });
    expect(point).toBeCloseTo(1.80901699437495, 12);
    expect(limit).toBeCloseTo(1.42857142857143, 12);
    const inverse = confoundingEValue({ value: 1 / 0.8, lower: 1 / 0.91, upper: 1 / 0.71 });
    expect(inverse.point).toBeCloseTo(point, 12);
    expect(inverse.limit).toBeCloseTo(limit, 12);
  });

  test('is nothing where the range holds 1', () => {
    expect(confoundingEValue({ value: 1.4, lower: 0.8, upper: 2.4 }).limit).toBe(1);
    expect(confoundingEValue({ value: 1, lower: 0.8, upper: 1.2 })).toEqual({ point: 1, limit: 1 });
  });

  test('has no end where one side has no events', () => {
    expect(confoundingEValue({ value: 0, lower: 0, upper: 0.8 }).point).toBe(Infinity);
    expect(confoundingEValue({ value: Infinity, lower: 1.5, upper: Infinity }).point).toBe(
      Infinity,
    );
    expect(() => confoundingEValue({ value: -1, lower: 0, upper: 2 })).toThrow(RangeError);
  });
});
