import { describe, expect, test } from 'vitest';
import { jackknife } from '@/lib/stats/jackknife';

describe('leaving out one cluster at a time', () => {
  test('is the usual error of a mean', () => {
    // The jackknife of a mean is s/√n; t with 5 degrees of freedom at 95 % is 2.570582.
    const values = [3, 5, 4, 8, 6, 10];
    const total = values.reduce((sum, value) => sum + value, 0);
    const mean = total / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const error = Math.sqrt(squares / 5 / 6);
    const found = jackknife(
      mean,
      values.map((value) => (total - value) / 5),
      0.95,
    );
    expect(found.ok && found.standardError).toBeCloseTo(error, 12);
    expect(found.ok && found.interval.upper).toBeCloseTo(mean + 2.570582 * error, 5);
    expect(found.ok && found.interval.lower).toBeCloseTo(mean - 2.570582 * error, 5);
  });

  test('of clusters all alike is no error, in any order', () => {
    expect(jackknife(1, [1, 1, 1, 1, 1], 0.95)).toMatchObject({ ok: true, standardError: 0 });
    const found = jackknife(1, [0.8, 0.9, 1, 1.1, 1.3], 0.95);
    const again = jackknife(1, [1.3, 1, 0.8, 1.1, 0.9], 0.95);
    expect(found.ok && found.standardError).toBeCloseTo(again.ok ? again.standardError : 0, 12);
  });

  test('takes five clusters, each of which can be done without', () => {
    const refused = { ok: false, reason: 'too-few-clusters' };
    expect(jackknife(1, [1, 1, 1, 2], 0.95)).toEqual(refused);
    expect(jackknife(1, [], 0.95)).toEqual(refused);
    expect(jackknife(1, [1, 1, 1, 1, Number.NaN], 0.95)).toEqual(refused);
    expect(jackknife(1, [1, 1, 1, 1, -Infinity], 0.95)).toEqual(refused);
  });
});
