import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/stats/proportion';
import { changesToProve, decideTrust } from '@/lib/stats/trust';

const rate = (events: number, n: number) => ({
  rate: events / n,
  interval: wilson(events, n, 0.95),
});
const people = rate(20, 400);

describe('trust', () => {
  it.each([
    ['nobody watched', undefined, people, 'not-proven', 'no-rate'],
    ['0 of 3', rate(0, 3), people, 'not-proven', 'holds-budget'],
    ['0 of 300', rate(0, 300), people, 'normal-review', 'within-budget'],
    ['0 of 300 without people', rate(0, 300), undefined, 'normal-review', 'within-budget'],
    ['1 of 1', rate(1, 1), people, 'second-pair', 'over-budget'],
    ['40 of 300', rate(40, 300), undefined, 'second-pair', 'over-budget'],
    ['the rate of people at the budget', rate(20, 400), people, 'not-proven', 'holds-budget'],
    // Within the budget by itself (1.9–3.5 %), but people's are far below it.
    [
      '26 of 1,000 beside 0 of 1,000',
      rate(26, 1_000),
      rate(0, 1_000),
      'second-pair',
      'worse-than-people',
    ],
    ['26 of 1,000 beside people', rate(26, 1_000), people, 'normal-review', 'within-budget'],
  ] as const)('of %s', (_, told, beside, trust, ground) => {
    expect(decideTrust(told, beside, 0.05)).toMatchObject({ trust, ground });
  });

  it('is given where the upper end is just the budget, and not a hair below', () => {
    const told = rate(0, 100);
    const { upper } = told.interval;
    expect(decideTrust(told, undefined, upper).trust).toBe('normal-review');
    expect(decideTrust(told, undefined, upper * (1 - 1e-12)).trust).toBe('not-proven');
  });

  it('is not withheld where the lower end is just the budget', () => {
    const told = rate(30, 100);
    expect(decideTrust(told, undefined, told.interval.lower).trust).toBe('not-proven');
    expect(decideTrust(told, undefined, told.interval.lower * (1 - 1e-12)).trust).toBe(
      'second-pair',
    );
  });
});

describe('the changes that it takes', () => {
  it.each([
    [0, 0.05],
    [0.02, 0.05],
    [0.049, 0.05],
    [0.001, 0.002],
  ])('at a rate of %d are the fewest that prove a budget of %d', (told, budget) => {
    const n = changesToProve(told, budget, 0.95) ?? 0;
    expect(wilson(told * n, n, 0.95).upper).toBeLessThanOrEqual(budget);
    expect(wilson(told * (n - 2), n - 2, 0.95).upper).toBeGreaterThan(budget);
  });

  it('are none at a rate that is not below it', () => {
    expect(changesToProve(0.05, 0.05, 0.95)).toBeUndefined();
  });
});
