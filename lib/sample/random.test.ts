import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/sample/random';

const draws = 20_000;
const list = <T>(draw: () => T) => Array.from({ length: draws }, draw);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('seeded draws', () => {
  it('are the same for the same seed and others for another', () => {
    const of = (seed: number) => seededRandom(seed).hex(64);
    expect(of(7)).toBe(of(7));
    expect(of(7)).not.toBe(of(8));
  });

  it('have the moments that they promise', () => {
    const random = seededRandom(1);
    expect(mean(list(random.uniform))).toBeCloseTo(0.5, 1);
    expect(mean(list(() => random.poisson(3)))).toBeCloseTo(3, 1);
    const normals = list(random.normal);
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((value) => value ** 2))).toBeCloseTo(1, 1);
    const above = list(() => random.logNormal(10, 1.2)).filter((value) => value > 10);
    expect(above.length / draws).toBeCloseTo(0.5, 1);
  });

  it('follow weights and never leave their bounds', () => {
    const random = seededRandom(2);
    const often = list(() =>
      random.weighted([
        ['often', 3],
        ['never', 0],
        ['seldom', 1],
      ]),
    );
    expect(often.filter((name) => name === 'often').length / draws).toBeCloseTo(0.75, 1);
    expect(often).not.toContain('never');
    expect(new Set(list(() => random.whole(2, 4)))).toEqual(new Set([2, 3, 4]));
    expect(random.hex(40)).toMatch(/^[0-9a-f]{40}$/);
  });
});
