import { expect, test } from 'vitest';
import { zOf } from '@/lib/stats/interval';

// Two-sided quantiles, R 4.2.2 qnorm((1 + level) / 2).
test.each([
  [0.9, 1.64485362695147],
  [0.95, 1.95996398454005],
  [0.99, 2.5758293035489],
])('a range that covers %d reaches %d standard errors', (level, z) => {
  expect(zOf(level)).toBeCloseTo(z, 12);
});

test.each([0, 1, 95, Number.NaN])('%d is not a coverage', (level) => {
  expect(() => zOf(level)).toThrow(RangeError);
});
