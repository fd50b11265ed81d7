import { expect, it } from 'vitest';
import { hoursWords } from '@/components/words/durations';
import { changeWords, medianChangeWords, medianWords } from '@/components/words/figures';

it.each([
  [{ value: 0.012, lower: -0.003, upper: 0.027 }, '+1.2 points on before (−0.3 to +2.7)'],
  [{ value: -0.2, lower: -0.3, upper: -0.1 }, '−20.0 points on before (−30.0 to −10.0)'],
  [{ value: null, lower: null, upper: null }, ''],
  [undefined, ''],
])('a change %o is told in points', (change, words) => {
  expect(changeWords(change)).toBe(words);
});

it('a median of few has no interval', () => {
  expect(medianWords({ n: 3, median: 2, lower: null, upper: null }, String)).toBe('');
  expect(medianWords({ n: 9, median: 2, lower: 1, upper: 5 }, String)).toBe('likely 1 to 5');
  const hours = { n: 9, median: 60, lower: 50, upper: 80 };
  expect(medianWords(hours, hoursWords)).toBe('likely 2.1 to 3.3 days');
  expect(medianWords({ ...hours, lower: 40 }, hoursWords)).toBe('likely 40 h to 3.3 days');
});

it('a change of a median is told in its own unit', () => {
  const words = '−20 h on before (−2.5 days to ±0)';
  expect(medianChangeWords({ value: -20, lower: -60, upper: 0 }, hoursWords)).toBe(words);
  expect(medianChangeWords({ value: null, lower: null, upper: null }, hoursWords)).toBe('');
});
