import { expect, it } from 'vitest';
import { hoursWords } from '@/components/words/durations';

it.each([
  [0, 'under a minute'],
  [0.5, '30 min'],
  [1, '1 h'],
  [2.5, '2 h 30 min'],
  [9.5, '9 h 30 min'],
  [23.999, '24 h'],
  [30.4, '30 h'],
  [48, '2 days'],
  [60, '2.5 days'],
  [28_800, '1,200 days'],
])('%d hours are %s', (hours, words) => {
  expect(hoursWords(hours)).toBe(words);
});
