import { describe, expect, test } from 'vitest';
import { differenceInRates, differenceOfChanges } from '@/lib/stats/difference-in-differences';

const cells = {
  treatedBefore: { events: 31, n: 410 },
  treatedAfter: { events: 18, n: 430 },
  controlBefore: { events: 42, n: 1200 },
  controlAfter: { events: 45, n: 1260 },
};

describe('how much more one side changed than the other', () => {
  // R 4.2.2: the interaction of glm(binomial(identity)) and glm(binomial(log)).
  test('a guardrail: what regressions give', () => {
    const found = differenceInRates(cells, 0.95);
    if (!found.ok) throw new Error(found.reason);
    expect(found.value).toBeCloseTo(-0.0344635766955676, 10);
    expect(found.standardError).toBeCloseTo(0.0178668279102376, 10);
    expect(found.interval.lower).toBeCloseTo(-0.0694819159176084, 10);
    expect(found.interval.upper).toBeCloseTo(0.000554762526473122, 10);
    expect(found.ratioOfRatios).toBeCloseTo(0.542565641410353, 10);
    expect(found.standardErrorOfLog).toBeCloseTo(0.357006689280262, 8);
  });

  // Card & Krueger 1994, table 3: 2.76 (1.36) after rounding.
  test('the published example', () => {
    const { value, standardError } = differenceOfChanges(
      { change: 0.59, standardError: 0.54 },
      { change: -2.16, standardError: 1.25 },
      0.95,
    );
    expect(value).toBeCloseTo(2.75, 10);
    expect(standardError).toBeCloseTo(1.36, 2);
  });

  test('sides exchanged: the sign turns, the ratio inverts', () => {
    const found = differenceInRates(cells, 0.95);
    const turned = differenceInRates(
      {
        treatedBefore: cells.controlBefore,
        treatedAfter: cells.controlAfter,
        controlBefore: cells.treatedBefore,
        controlAfter: cells.treatedAfter,
      },
      0.95,
    );
    if (!found.ok || !turned.ok) throw new Error('refused');
    expect(turned.value).toBeCloseTo(-found.value, 14);
    expect(turned.ratioOfRatios).toBeCloseTo(1 / (found.ratioOfRatios ?? 0), 12);
  });

  test('without a comparison group, or without events, there is no such difference', () => {
    const empty = { events: 0, n: 0 };
    const none = { events: 0, n: 90 };
    expect(differenceInRates({ ...cells, controlAfter: empty }, 0.95)).toEqual({
      ok: false,
      reason: 'no-data',
    });
    const nothing = {
      treatedBefore: none,
      treatedAfter: none,
      controlBefore: none,
      controlAfter: none,
    };
    expect(differenceInRates(nothing, 0.95)).toEqual({ ok: false, reason: 'no-events' });
  });

  test.each([
    ['treatedAfter', 0],
    ['controlAfter', Infinity],
  ])('no events in %s: a ratio of %d without standard error', (cell, ratio) => {
    expect(differenceInRates({ ...cells, [cell]: { events: 0, n: 430 } }, 0.95)).toMatchObject({
      ok: true,
      ratioOfRatios: ratio,
      standardErrorOfLog: null,
    });
  });

  test('impossible counts and errors are refused', () => {
    expect(() => differenceInRates({ ...cells, treatedAfter: { events: 3, n: 2 } }, 0.95)).toThrow(
      RangeError,
    );
    const change = { change: 1, standardError: -1 };
    expect(() => differenceOfChanges(change, change, 0.95)).toThrow(RangeError);
  });
});
