import { describe, expect, it } from 'vitest';
import { datesWords, dateWords, quarterWords, utcWords } from '@/components/words/dates';

describe('dates in words', () => {
  it('say each part of a range once', () => {
    expect(datesWords('2026-03-02', '2026-03-08')).toBe('2–8 Mar 2026');
    expect(datesWords('2026-02-23', '2026-03-01')).toBe('23 Feb – 1 Mar 2026');
    expect(datesWords('2025-12-29', '2026-01-04')).toBe('29 Dec 2025 – 4 Jan 2026');
    expect(datesWords('2026-03-02', '2026-03-02')).toBe('2 Mar 2026');
  });

  it('name the day and the moment', () => {
    expect(dateWords('2026-09-30')).toBe('30 Sep 2026');
    expect(quarterWords('2026-10-01')).toBe('Q4 2026');
    expect(utcWords('2026-03-02T14:05:59.000Z')).toBe('2 Mar 2026, 14:05 UTC');
  });
});
