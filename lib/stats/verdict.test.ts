import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Evidence, usualThresholds, verdict } from '@/lib/stats/verdict';

const settled: Evidence = {
  agents: 900,
  humans: 5000,
  agentEvents: 70,
  humanEvents: 200,
  overlap: 0.85,
  isHorizonReached: true,
  ratio: { lower: 1.5, upper: 2.5 },
  difference: { lower: 0.02, upper: 0.055 },
  alwaysValidRatio: { lower: 1.25, upper: 2.9 },
};
const between = (lower: number, upper: number) => ({ lower, upper });
const told = (change: Partial<Evidence>) => verdict({ ...settled, ...change }, usualThresholds);

test.each<[string, Partial<Evidence>, string]>([
  ['no agent changes', { agents: 0 }, 'no-data'],
  ['no human changes', { humans: 0, isHorizonReached: false }, 'no-data'],
  ['nobody followed so far', { isHorizonReached: false, overlap: 0 }, 'too-young'],
  ['four in five without counterpart', { overlap: 0.2 }, 'not-comparable'],
  ['nine regressions', { agentEvents: 4, humanEvents: 5 }, 'not-enough-data'],
  ['19 agent changes', { agents: 19 }, 'not-enough-data'],
  ['half or double', { ratio: between(0.4, 2.2) }, 'not-enough-data'],
  ['no ratio at all', { ratio: null, alwaysValidRatio: null }, 'not-enough-data'],
  ['above 1 at every look', {}, 'agents-higher'],
  [
    'below 1 at every look',
    { ratio: between(0.4, 0.7), alwaysValidRatio: between(0.3, 0.9) },
    'agents-lower',
  ],
  ['a narrow ratio', { ratio: between(0.9, 1.12), alwaysValidRatio: between(0.8, 1.3) }, 'similar'],
  [
    'a narrow difference',
    {
      ratio: between(0.6, 1.9),
      difference: between(-0.004, 0.008),
      alwaysValidRatio: between(0.5, 2.4),
    },
    'similar',
  ],
  ['above 1 at this look', { alwaysValidRatio: between(0.9, 3.6) }, 'early-sign-higher'],
  [
    'below 1 at this look',
    {
      ratio: between(0.4, 0.9),
      difference: between(-0.05, -0.004),
      alwaysValidRatio: between(0.3, 1.1),
    },
    'early-sign-lower',
  ],
  [
    'neither half nor double, but both ways',
    {
      ratio: between(0.75, 1.9),
      difference: between(-0.012, 0.035),
      alwaysValidRatio: between(0.6, 2.4),
    },
    'no-clear-difference',
  ],
])('%s', (_, change, expected) => {
  expect(told(change)).toBe(expected);
});

describe('what no numbers may bring about', () => {
  const limits = fc
    .tuple(
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      fc.double({ min: 1, max: 9, noNaN: true }),
    )
    .map(([lower, times]) => between(lower, lower * times));

  test('nothing is settled that a reader who looks daily could be fooled by', () => {
    fc.assert(
      fc.property(limits, limits, (ratio, alwaysValidRatio) => {
        const found = told({ ratio, alwaysValidRatio });
        if (found === 'agents-higher') expect(alwaysValidRatio.lower).toBeGreaterThan(1);
        if (found === 'agents-lower') expect(alwaysValidRatio.upper).toBeLessThan(1);
      }),
    );
  });

  test('few regressions never settle anything, however far the range is from 1', () => {
    fc.assert(
      fc.property(
        limits,
        limits,
        fc.integer({ min: 0, max: 9 }),
        (ratio, alwaysValidRatio, few) => {
          expect(told({ ratio, alwaysValidRatio, agentEvents: few, humanEvents: 0 })).toBe(
            'not-enough-data',
          );
        },
      ),
    );
  });
});
