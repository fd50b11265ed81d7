import { describe, expect, it } from 'vitest';
import { controlChart } from '@/lib/measure/control-chart';

const period = (index: number, n: number, events: number, followUpDays = 30) => ({
  start: `2026-01-${String(index + 1).padStart(2, '0')}`,
  counts: {
    entrants: [{ followUpDays, count: n }],
    events: Array.from({ length: events }, (_, one) => ({
      day: 1 + (one % Math.min(10, followUpDays)),
      followUpDays,
      kind: 'revert' as const,
      count: 1,
    })),
  },
});
const steady = Array.from({ length: 12 }, (_, index) => period(index, 200, 9 + (index % 3)));

describe('the control chart', () => {
  it('finds nothing unusual in periods that vary by chance', () => {
    const { points, driftSince, why } = controlChart(steady, 30);
    expect(points).toHaveLength(12);
    expect(points.some(({ unusual }) => unusual)).toBe(false);
    expect(driftSince).toBeNull();
    expect(why).toBe('');
  });

  it('marks a period far beyond its limits, which the baseline alone makes', () => {
    const { points } = controlChart([...steady, period(12, 200, 45)], 30);
    expect(points.at(-1)?.unusual).toBe(true);
    expect(points.slice(0, 12).some(({ unusual }) => unusual)).toBe(false);
  });

  it('tells since when a lasting shift adds up, without waiting for periods to mature', () => {
    const shifted = [12, 13, 14, 15].map((index) => period(index, 200, 22, 20));
    const long = Array.from({ length: 20 }, (_, index) => period(index, 200, 9 + (index % 3)));
    const { driftSince, immature } = controlChart([...long, ...shifted], 30);
    expect(driftSince).toBe('2026-01-13');
    expect(immature).toHaveLength(4);
    expect(immature[0]?.ratio).toBeGreaterThan(2);
    expect(immature[0]?.lower).toBeGreaterThan(1);
  });

  it('has no limits where hardly anything regresses', () => {
    const { points, why } = controlChart(
      [1, 2, 3, 4].map((index) => period(index, 20, 1)),
      30,
    );
    expect(points).toEqual([]);
    expect(why).toMatch(/limits would mean nothing/);
  });
});
