import { describe, expect, it } from 'vitest';
import { timeTicks } from '@/components/charts/time-axis';
import { addDays } from '@/lib/domain/day';

const weeks = (count: number) =>
  Array.from({ length: count }, (_, index) => addDays('2025-11-24', 7 * index));

describe('timeTicks', () => {
  it('puts a tick where a month begins and says the year when it is new', () => {
    expect(timeTicks(weeks(12)).map(({ label }) => label)).toEqual([
      'Nov ’25',
      'Dec',
      'Jan ’26',
      'Feb',
    ]);
  });

  it('never puts more than asked for', () => {
    for (const count of [1, 30, 53, 105, 300, 2_000]) {
      expect(timeTicks(weeks(count), 6).length).toBeLessThanOrEqual(6);
    }
  });

  it('has none without any period', () => {
    expect(timeTicks([])).toEqual([]);
  });
});
