import { describe, expect, test } from 'vitest';
import { standardise, standardisedRate } from '@/lib/stats/standardise';

// Kidney stones: Charig 1986; Julious & Mullee 1994, BMJ 309:1480.
const small = { events1: 81, n1: 87, events0: 234, n0: 270 };
const large = { events1: 192, n1: 263, events0: 55, n0: 80 };

describe('risks by one and the same mix', () => {
  test('with the weights of arm 1 leave its crude risk, and say what the other would score there', () => {
    const found = standardise(
      [
        { ...small, weight: 87 },
        { ...large, weight: 263 },
      ],
      0.95,
    );
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    expect(found.risk1).toBeCloseTo(273 / 350, 12);
    // R by the formula.
    expect(found.risk0).toBeCloseTo(0.732035714285714, 12);
    expect(found.difference.standardError).toBeCloseTo(0.0448503093721822, 12);
    expect(found.ratio?.value).toBeCloseTo(1.06552178367566, 12);
    expect(found.ratio?.interval.lower).toBeCloseTo(0.946543057012495, 10);
  });

  test('the scale of weights and strata without weight change nothing', () => {
    const plain = standardise([{ ...small, weight: 1 }], 0.95);
    const other = standardise(
      [
        { ...small, weight: 7 },
        { ...large, n0: 0, events0: 0, weight: 0 },
      ],
      0.95,
    );
    expect(other).toEqual(plain);
  });

  test('a weighted stratum with an empty arm cannot be told, nor no weight', () => {
    const refused = { ok: false, reason: 'no-overlap' };
    expect(standardise([{ ...small, n0: 0, events0: 0, weight: 1 }], 0.95)).toEqual(refused);
    expect(standardise([{ ...small, weight: 0 }], 0.95)).toEqual(refused);
    expect(standardise([], 0.95)).toEqual(refused);
  });

  test('no events in an arm leave no ratio', () => {
    const found = standardise([{ ...small, events1: 0, weight: 1 }], 0.95);
    expect(found).toMatchObject({ ok: true, risk1: 0, ratio: null });
  });
});

describe('a rate by a standard population', () => {
  test('has the interval of Fay and Feuer', () => {
    // epitools ageadjust.direct, its example of Down syndrome.
    const [count, population, standard] = [
      [107, 141, 60, 40, 39, 25],
      [230061, 329449, 114920, 39487, 14208, 3052],
      [63986.6, 186263.6, 157302.2, 97647, 47572.6, 12262.6],
    ];
    const strata = (count ?? []).map((events, index) => ({
      count: events,
      population: population?.[index] ?? 0,
      standard: standard?.[index] ?? 0,
    }));
    const found = standardisedRate(strata, 0.95);
    expect(found.ok).toBe(true);
    if (!found.ok) return;
    expect(found.crude).toBeCloseTo(0.000563475054603742, 12);
    expect(found.adjusted).toBeCloseTo(0.000923045255331995, 12);
    expect(found.interval.lower).toBeCloseTo(0.000804417498507042, 10);
    expect(found.interval.upper).toBeCloseTo(0.00105763345749261, 10);
  });

  test('of one stratum has the exact Poisson interval', () => {
    const found = standardisedRate([{ count: 9, population: 5.2, standard: 1 }], 0.95);
    expect(found.ok && found.interval.lower).toBeCloseTo(0.791417903341987, 8);
    expect(found.ok && found.interval.upper).toBeCloseTo(3.28553912527292, 8);
  });

  test('without events is 0 up to something, and without people unknown', () => {
    const none = standardisedRate([{ count: 0, population: 100, standard: 1 }], 0.95);
    expect(none).toMatchObject({ ok: true, adjusted: 0, interval: { lower: 0 } });
    expect(none.ok && none.interval.upper).toBeGreaterThan(0);
    const refused = { ok: false, reason: 'no-data' };
    expect(standardisedRate([{ count: 0, population: 0, standard: 1 }], 0.95)).toEqual(refused);
    expect(standardisedRate([], 0.95)).toEqual(refused);
  });
});
