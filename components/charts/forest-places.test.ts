import { describe, expect, it } from 'vitest';
import { forestPlaces } from '@/components/charts/forest-places';

describe('forestPlaces', () => {
  it('puts no difference in the middle, and halves as far from it as doubles', () => {
    const places = forestPlaces({ value: 1, lower: 0.5, upper: 2 });
    expect(places?.at).toBe(50);
    expect(50 - (places?.from ?? 0)).toBeCloseTo((places?.to ?? 0) - 50, 10);
    expect(places).toMatchObject({ pastLeft: false, pastRight: false });
  });

  it('draws a ratio without end from its lower end to the edge, and past it', () => {
    const places = forestPlaces({ value: null, lower: 2, upper: null });
    expect(places).toMatchObject({ at: null, to: 100, pastLeft: false, pastRight: true });
    expect(places?.from).toBeCloseTo(66.7, 1);
  });

  it('says at which end a range goes past the axis', () => {
    const wide = { at: 50, from: 0, to: 100, pastLeft: true, pastRight: true };
    expect(forestPlaces({ value: 1, lower: 0.01, upper: 90 })).toEqual(wide);
    expect(forestPlaces({ value: 0, lower: 0, upper: 2 })).toMatchObject({
      at: null,
      from: 0,
      pastLeft: true,
      pastRight: false,
    });
    expect(forestPlaces({ value: 20, lower: 9, upper: 40 })).toMatchObject({
      at: null,
      from: 100,
      to: 100,
      pastRight: true,
    });
  });

  it('ends exactly on the edge without going past it', () => {
    const places = forestPlaces({ value: 1, lower: 1 / 8, upper: 8 });
    expect(places).toMatchObject({ from: 0, to: 100, pastLeft: false, pastRight: false });
  });

  it('draws nothing where no end is known', () => {
    expect(forestPlaces({ value: null, lower: null, upper: null })).toBeUndefined();
  });
});
