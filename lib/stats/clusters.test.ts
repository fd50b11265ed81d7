import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusteredProportion, dispersion, raoScott } from '@/lib/stats/clusters';

// Weil 1970, rat litters, as Rao & Scott 1992, Biometrics 48:577 analyse them; R aod and sandwich.
const litters = (events: readonly number[], n: readonly number[]) =>
  events.map((count, index) => ({ events: count, n: n[index] ?? 0 }));
const control = litters(
  [13, 12, 9, 9, 8, 8, 12, 11, 9, 9, 8, 11, 4, 5, 7, 7],
  [13, 12, 9, 9, 8, 8, 13, 12, 10, 10, 9, 13, 5, 7, 10, 10],
);
const treated = litters(
  [12, 11, 10, 9, 10, 9, 9, 8, 8, 4, 7, 4, 5, 3, 3, 0],
  [12, 11, 10, 9, 11, 10, 10, 9, 9, 5, 9, 7, 10, 6, 10, 7],
);

describe('a proportion of clusters', () => {
  test('has the published error, design effect and effective counts', () => {
    expect(clusteredProportion(treated)).toMatchObject({
      ok: true,
      proportion: expect.closeTo(0.772413793103448, 12),
      standardError: expect.closeTo(0.0692260782312129, 12),
      binomialStandardError: expect.closeTo(0.0348188143083782, 12),
      designEffect: expect.closeTo(3.95286062596407, 10),
      effectiveSize: expect.closeTo(36.6822951073909, 9),
      effectiveEvents: expect.closeTo(28.3339107036399, 9),
    });
  });

  test('does not depend on their order, nor on empty ones', () => {
    expect(clusteredProportion([...treated].reverse())).toMatchObject({
      designEffect: expect.closeTo(3.95286062596407, 10),
    });
    const withEmpty = [...treated, { events: 0, n: 0 }];
    expect(clusteredProportion(withEmpty)).toEqual(clusteredProportion(treated));
  });

  test('says why it cannot be told', () => {
    const reasonOf = (found: ReturnType<typeof clusteredProportion>) => !found.ok && found.reason;
    expect(reasonOf(clusteredProportion([]))).toBe('no-data');
    expect(reasonOf(clusteredProportion([{ events: 1, n: 3 }]))).toBe('too-few-clusters');
    expect(reasonOf(clusteredProportion(litters([0, 0], [3, 4])))).toBe('no-events');
    expect(reasonOf(clusteredProportion(litters([3, 4], [3, 4])))).toBe('no-events');
    expect(() => clusteredProportion([{ events: 4, n: 3 }])).toThrow(RangeError);
  });

  test('of clusters that are all alike has no effective size', () => {
    const alike = clusteredProportion(litters([1, 2, 3], [7, 14, 21]));
    expect(alike).toEqual({ ok: false, reason: 'too-few-clusters' });
  });
});

describe('the dispersion of clusters', () => {
  test('is that of R’s quasibinomial', () => {
    expect(dispersion(control)).toMatchObject({
      ok: true,
      dispersion: expect.closeTo(1.26741763267035, 6),
    });
  });

  test('is refused where nothing can vary', () => {
    expect(dispersion([])).toEqual({ ok: false, reason: 'no-data' });
    expect(dispersion([{ events: 1, n: 3 }])).toEqual({ ok: false, reason: 'too-few-clusters' });
    expect(dispersion(litters([0, 0], [3, 4]))).toEqual({ ok: false, reason: 'no-events' });
  });
});

describe('the test of two clustered proportions', () => {
  test('is Rao and Scott’s, whichever comes first', () => {
    const [zero, one] = [clusteredProportion(control), clusteredProportion(treated)];
    expect(zero.ok && one.ok).toBe(true);
    if (!zero.ok || !one.ok) return;
    expect(raoScott(one, zero)).toMatchObject({
      ok: true,
      chiSquare: expect.closeTo(4.04061050113638, 9),
      p: expect.closeTo(0.0444177505378997, 9),
    });
    expect(raoScott(zero, one)).toEqual(raoScott(one, zero));
  });

  test('of clusters of one it is Pearson’s but for the degree of freedom of each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (yes, no) => {
        const single = [
          ...Array.from({ length: yes }, () => ({ events: 1, n: 1 })),
          ...Array.from({ length: no }, () => ({ events: 0, n: 1 })),
        ];
        const found = clusteredProportion(single);
        expect(found.ok && found.designEffect).toBeCloseTo((yes + no) / (yes + no - 1), 9);
      }),
    );
  });
});
