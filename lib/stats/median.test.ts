import { expect, it } from 'vitest';
import { medianOf } from '@/lib/stats/median';

it.each([
  ['nothing', [], { n: 0, median: null, lower: null, upper: null }],
  ['one', [7], { n: 1, median: 7, lower: null, upper: null }],
  [
    'five, whose ends do not cover it often enough',
    [5, 1, 4, 2, 3],
    { n: 5, median: 3, lower: null, upper: null },
  ],
  ['six, whose ends do', [6, 1, 5, 2, 4, 3], { n: 6, median: 3.5, lower: 1, upper: 6 }],
  // Conover 1999, table A3 at p = ½: of 20, the 6th and the 15th cover it in 95.9 of 100 cases.
  [
    'twenty',
    Array.from({ length: 20 }, (_, index) => index + 1),
    { n: 20, median: 10.5, lower: 6, upper: 15 },
  ],
])('the median of %s', (_, values, expected) => {
  expect(medianOf(values, 0.95)).toEqual(expected);
});
