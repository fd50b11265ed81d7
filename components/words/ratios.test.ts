import { expect, it } from 'vitest';
import { ratioWords } from '@/components/words/ratios';

it.each([
  [{ value: 1.84, lower: 1.21, upper: 2.69 }, '1.8 (1.2–2.7)'],
  [{ value: 12.4, lower: 3, upper: null }, '12 (3–∞)'],
  [{ value: null, lower: 0, upper: null }, '(0–∞)'],
  [{ value: null, lower: null, upper: null }, '–'],
])('%o is told as %s', (ratio, words) => {
  expect(ratioWords(ratio)).toBe(words);
});
