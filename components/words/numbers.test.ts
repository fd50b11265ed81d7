import { afterEach, expect, it } from 'vitest';
import { datesWords, dateWords, localWords, utcWords } from '@/components/words/dates';
import { hoursWords } from '@/components/words/durations';
import { numberWords } from '@/components/words/numbers';
import { percentWords } from '@/components/words/rates';

afterEach(() => {
  globalThis.readerOfRequest = undefined;
});
const readBy = (reader: string) => {
  globalThis.readerOfRequest = () => reader;
};

it.each([
  [1_204_567.25, 1, 0, '1,204,567.3'],
  [999, 0, 0, '999'],
  [-1_000, 0, 0, '-1,000'],
  [2, 1, 0, '2'],
  [2, 1, 1, '2.0'],
  [100, 2, 1, '100.0'],
  [0.083, 9, 0, '0.083'],
])('%d with at most %d and at least %d decimals is %s', (value, most, least, words) => {
  expect(numberWords(value, most, least)).toBe(words);
});

it('are written as the reader writes them, wherever they stand among English words', () => {
  readBy('.,d');
  expect(numberWords(1_204.5, 1)).toBe('1.204,5');
  expect(percentWords(0.0641, 1_000)).toBe('6,4%');
  expect(percentWords(0.0001, 40_000)).toBe('<0,1%');
  expect(hoursWords(60)).toBe('2,5 days');
  expect(dateWords('2026-03-02')).toBe('2 Mar 2026');
});

it('dates begin with the month for readers in America', () => {
  readBy(',.m');
  expect(datesWords('2026-03-02', '2026-03-08')).toBe('Mar 2–8, 2026');
  expect(datesWords('2026-02-23', '2026-03-01')).toBe('Feb 23 – Mar 1, 2026');
  expect(datesWords('2025-12-29', '2026-01-04')).toBe('Dec 29, 2025 – Jan 4, 2026');
  expect(utcWords('2026-03-02T14:05:59.000Z')).toBe('Mar 2, 2026, 14:05 UTC');
  expect(localWords('2026-03-02T14:05:59')).toBe('Mar 2, 2026, 2:05 PM');
  expect(localWords('2026-03-02T00:05:59')).toBe('Mar 2, 2026, 12:05 AM');
});
