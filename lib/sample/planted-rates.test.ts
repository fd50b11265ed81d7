import { describe, expect, it } from 'vitest';
import {
  agentArrivals,
  drawRegression,
  plantedRates,
  regressionForms,
} from '@/lib/sample/planted-rates';
import { seededRandom } from '@/lib/sample/random';
import { dayMs } from '@/lib/sample/rhythm';

describe('the planted truth', () => {
  it.each(agentArrivals)('is the rate of all agents among those that arrive at $from', (pair) => {
    const weight = pair.agents.reduce((sum, [, share]) => sum + share, 0);
    const rate = pair.agents.reduce(
      (sum, [name, share]) => sum + plantedRates.agent[name] * share,
      0,
    );
    expect(rate / weight).toBeCloseTo(plantedRates.authorship.agent, 10);
  });

  it('gives every regression one form', () => {
    expect(regressionForms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
  });

  it('is what happens within the window, while more happens later', () => {
    const random = seededRandom(3);
    const changes = 100_000;
    const days: number[] = [];
    for (let change = 0; change < changes; change += 1) {
      const regression = drawRegression(0.05, random);
      if (regression !== undefined) days.push(regression.afterMs / dayMs);
    }
    const within = days.filter((day) => day <= plantedRates.windowDays).length;
    const standardError = Math.sqrt((0.05 * 0.95) / changes);
    expect(Math.abs(within / changes - 0.05)).toBeLessThan(4 * standardError);
    expect(within / days.length).toBeLessThan(0.95);
    expect(Math.max(...days)).toBeLessThanOrEqual(180);
    expect(Math.min(...days)).toBeGreaterThan(0);
  });
});
