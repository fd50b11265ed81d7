import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '@/lib/stats/distributions';

describe('the standard normal distribution', () => {
  // R 4.2.2 pnorm and qnorm.
  test.each([
    [-10, 7.61985302416053e-24],
    [-5, 2.86651571879194e-7],
    [-1.96, 0.0249978951482204],
    [0, 0.5],
    [1.96, 0.97500210485178],
  ])('the probability below %d is %d', (x, p) => {
    expect(normalCdf(x) / p).toBeCloseTo(1, 10);
  });

  test.each([
    [1e-6, -4.7534243088229],
    [0.025, -1.95996398454005],
    [0.8, 0.841621233572914],
    [0.975, 1.95996398454005],
  ])('the quantile of %d is %d', (p, z) => {
    expect(normalQuantile(p) / z).toBeCloseTo(1, 10);
  });

  test('the tails end at 0 and 1', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });

  test.each([0, 1, -0.1, 1.1, Number.NaN])('%d has no quantile', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
