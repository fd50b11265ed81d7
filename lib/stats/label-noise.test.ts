import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correctedAuthorship, correctedComparison, correctedRate } from '@/lib/stats/label-noise';

const rates = { sensitivity: 0.7, specificity: 0.98 };
const share = fc.double({ min: 0, max: 1, noNaN: true });
const right = fc.double({ min: 0.52, max: 1, noNaN: true });

describe('the rate behind labels that err', () => {
  // Rogan & Gladen 1978.
  test('6 % seen is 5.9 % true', () => {
    const found = correctedRate(0.06, rates);
    expect(found.ok && found.rate).toBeCloseTo(0.0588235294117648, 12);
  });

  test('what a true rate would show is corrected back to it', () => {
    fc.assert(
      fc.property(share, right, right, (rate, sensitivity, specificity) => {
        const observed = Math.min(1, rate * sensitivity + (1 - rate) * (1 - specificity));
        const found = correctedRate(observed, { sensitivity, specificity });
        expect(found.ok && found.rate).toBeCloseTo(rate, 8);
      }),
    );
  });

  test.each([
    ['fewer than false alarms alone would make', 0.01, rates, 'rate-below-false-positive-rate'],
    ['more than could be found', 0.8, rates, 'rate-beyond-labels'],
    ['labels by chance', 0.1, { sensitivity: 0.5, specificity: 0.5 }, 'labels-say-nothing'],
  ])('%s: no corrected rate', (_, observed, errors, reason) => {
    expect(correctedRate(observed, errors)).toEqual({ ok: false, reason });
  });

  test('exactly the false alarms are a rate of 0, and perfect labels change nothing', () => {
    const found = correctedRate(0.02, rates);
    expect(found.ok && found.rate).toBeCloseTo(0, 12);
    const perfect = { sensitivity: 1, specificity: 1 };
    expect(correctedRate(0, perfect)).toEqual({ ok: true, rate: 0 });
    expect(correctedRate(1, perfect)).toEqual({ ok: true, rate: 1 });
    expect(() => correctedRate(1.1, perfect)).toThrow(RangeError);
  });
});

describe('a comparison through labels that err', () => {
  test('the difference shrank to 68 %, the ratio towards 1', () => {
    const { observed, corrected } = correctedComparison(
      { agentRate: 0.075, humanRate: 0.042 },
      rates,
    );
    expect(observed.difference).toBeCloseTo(0.033, 12);
    expect(observed.ratio).toBeCloseTo(1.78571428571429, 10);
    expect(corrected.ok && corrected.difference).toBeCloseTo(0.0485294117647059, 12);
    expect(corrected.ok && corrected.ratio).toBeCloseTo(2.5, 10);
  });

  test('a side below the false alarms has no correction; nothing on both has no ratio', () => {
    const { corrected } = correctedComparison({ agentRate: 0.05, humanRate: 0.01 }, rates);
    expect(corrected).toEqual({ ok: false, reason: 'rate-below-false-positive-rate' });
    const perfect = { sensitivity: 1, specificity: 1 };
    expect(correctedComparison({ agentRate: 0, humanRate: 0 }, perfect).observed.ratio).toBeNull();
    expect(correctedComparison({ agentRate: 0.1, humanRate: 0 }, perfect).observed.ratio).toBe(
      Infinity,
    );
  });
});

describe('the rates behind authorship that errs', () => {
  test('one in five human changes was by an agent', () => {
    const found = correctedAuthorship(
      { agentRate: 0.06, humanRate: 0.042 },
      { agentShare: 0.95, humanShare: 0.8 },
    );
    expect(found.ok && found.agentRate).toBeCloseTo(0.0612, 12);
    expect(found.ok && found.humanRate).toBeCloseTo(0.0372, 12);
  });

  test('what mixing would show is unmixed again', () => {
    fc.assert(
      fc.property(share, share, right, right, (agentRate, humanRate, agentShare, humanShare) => {
        const mixed = (own: number, other: number, pure: number) =>
          Math.min(1, own * pure + other * (1 - pure));
        const found = correctedAuthorship(
          {
            agentRate: mixed(agentRate, humanRate, agentShare),
            humanRate: mixed(humanRate, agentRate, humanShare),
          },
          { agentShare, humanShare },
        );
        expect(found.ok && found.agentRate).toBeCloseTo(agentRate, 8);
        expect(found.ok && found.humanRate).toBeCloseTo(humanRate, 8);
      }),
    );
  });

  test('shares that say nothing, or that the rates contradict', () => {
    const observed = { agentRate: 0.06, humanRate: 0 };
    const shares = { agentShare: 0.9, humanShare: 0.8 };
    expect(correctedAuthorship(observed, shares)).toEqual({
      ok: false,
      reason: 'rate-beyond-labels',
    });
    expect(correctedAuthorship(observed, { agentShare: 0.5, humanShare: 0.5 })).toEqual({
      ok: false,
      reason: 'labels-say-nothing',
    });
    expect(() => correctedAuthorship(observed, { agentShare: 2, humanShare: 1 })).toThrow(
      RangeError,
    );
  });
});
