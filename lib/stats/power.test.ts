import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additionalNeeded, minimumDetectableRatio, sampleSize } from '@/lib/stats/power';

const plan = { alpha: 0.05, power: 0.8 };

describe('how many changes tell two rates apart', () => {
  // R 4.2.2: power.prop.test(p1 = .5, p2 = .75, power = .9) of its help page gives n = 76.7.
  test('equal sizes: what R documents', () => {
    const { agents, humans } = sampleSize({ humanRate: 0.5, agentRate: 0.75 }, 1, {
      alpha: 0.05,
      power: 0.9,
    });
    expect(agents).toBeCloseTo(76.7, 1);
    expect(humans).toBe(agents);
  });

  // Fleiss, Levin & Paik 2003, evaluated in R.
  test.each([
    [0.02, 0.03, 5, 2167.15062513473],
    [0.04, 0.06, 10, 954.959178328981],
  ])('human %d, agent %d, %d humans for each agent change', (humanRate, agentRate, k, needed) => {
    const { agents, humans } = sampleSize({ humanRate, agentRate }, k, plan);
    expect(agents).toBeCloseTo(needed, 6);
    expect(humans).toBeCloseTo(k * needed, 4);
  });

  test.each([0, 0.04, 1])('rates that are both %d are never told apart', (rate) => {
    expect(sampleSize({ humanRate: rate, agentRate: rate }, 2, plan).agents).toBe(Infinity);
  });

  test('none against all needs few', () => {
    expect(sampleSize({ humanRate: 0, agentRate: 1 }, 1, plan).agents).toBeLessThan(5);
  });

  test('rates outside 0 to 1 and empty arms are refused', () => {
    expect(() => sampleSize({ humanRate: 0.04, agentRate: 1.2 }, 1, plan)).toThrow(RangeError);
    expect(() => sampleSize({ humanRate: 0.04, agentRate: 0.08 }, 0, plan)).toThrow(RangeError);
  });
});

describe('how many more agent changes are needed', () => {
  // R: the smallest n with power of at least 0.8, the human side fixed.
  test('to see a doubling of 4.2 % beside 1,480 human changes', () => {
    expect(additionalNeeded({ humanRate: 0.042, humans: 1480, agents: 83 }, 2, plan)).toEqual({
      needed: 282,
      more: 199,
    });
  });

  test('none when there are enough, all of them when there are none yet', () => {
    const group = { humanRate: 0.042, humans: 1480 };
    expect(additionalNeeded({ ...group, agents: 900 }, 2, plan)?.more).toBe(0);
    expect(additionalNeeded({ ...group, agents: 0 }, 2, plan)?.more).toBe(282);
  });

  test.each([
    ['60 human changes can never show 1.5 times', 0.042, 60, 1.5],
    ['there are no human changes', 0.042, 0, 2],
    ['nothing multiplied is nothing', 0, 1480, 2],
    ['more than everything cannot regress', 0.6, 1480, 2],
  ])('no number would do: %s', (_, humanRate, humans, ratio) => {
    expect(additionalNeeded({ humanRate, humans, agents: 10 }, ratio, plan)).toBeNull();
  });

  test.each([1, 0, -2])('a ratio of %d is not one to detect', (ratio) => {
    const group = { humanRate: 0.04, humans: 100, agents: 10 };
    expect(() => additionalNeeded(group, ratio, plan)).toThrow(RangeError);
  });

  test('the answer is enough, and one fewer is not', () => {
    const rates = fc.record({
      humanRate: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
      humans: fc.integer({ min: 50, max: 100_000 }),
    });
    fc.assert(
      fc.property(rates, fc.constantFrom(0.5, 1.5, 2, 3), ({ humanRate, humans }, ratio) => {
        const found = additionalNeeded({ humanRate, humans, agents: 0 }, ratio, plan);
        fc.pre(found !== null);
        const agentRate = humanRate * ratio;
        const sizeFor = (size: number) =>
          sampleSize({ humanRate, agentRate }, humans / size, plan).agents;
        expect(sizeFor(found.needed)).toBeLessThanOrEqual(found.needed);
        if (found.needed > 1) expect(sizeFor(found.needed - 1)).toBeGreaterThan(found.needed - 1);
      }),
    );
  });
});

describe('the smallest ratio that could be shown', () => {
  // Fleiss, Levin & Paik 2003, solved in R.
  test('with 120 agent and 1,480 human changes at 4.2 %', () => {
    const group = { humanRate: 0.042, humans: 1480, agents: 120 };
    expect(minimumDetectableRatio(group, plan)).toBeCloseTo(2.50598456489969, 8);
  });

  test('it is the ratio that needs these sizes, and falls with more changes', () => {
    const sizes = fc.record({
      humanRate: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
      humans: fc.integer({ min: 200, max: 100_000 }),
      agents: fc.integer({ min: 50, max: 100_000 }),
    });
    fc.assert(
      fc.property(sizes, (group) => {
        const ratio = minimumDetectableRatio(group, plan);
        fc.pre(ratio !== null);
        const { humanRate, humans, agents } = group;
        const { agents: needed } = sampleSize(
          { humanRate, agentRate: Math.min(1, humanRate * ratio) },
          humans / agents,
          plan,
        );
        expect(needed / agents).toBeCloseTo(1, 5);
        const withMore = minimumDetectableRatio({ ...group, agents: agents * 2 }, plan);
        expect(withMore ?? Infinity).toBeLessThan(ratio);
      }),
    );
  });

  test.each([
    ['no human changes', { humanRate: 0.04, humans: 0, agents: 100 }],
    ['no agent changes', { humanRate: 0.04, humans: 100, agents: 0 }],
    ['too few of both', { humanRate: 0.04, humans: 2, agents: 1 }],
    ['nothing to multiply', { humanRate: 0, humans: 100, agents: 100 }],
    ['nothing above everything', { humanRate: 1, humans: 100, agents: 100 }],
  ])('none: %s', (_, group) => {
    expect(minimumDetectableRatio(group, plan)).toBeNull();
  });

  test('a rate above 1 is refused', () => {
    const group = { humanRate: 1.1, humans: 10, agents: 10 };
    expect(() => minimumDetectableRatio(group, plan)).toThrow(RangeError);
  });
});
