import { describe, expect, it } from 'vitest';
import { coxRatio } from '@/lib/stats/cox';
import { ratioTrend, type ScoredStratum } from '@/lib/stats/ratio-trend';
import { followUpOf, type Subject } from '@/lib/stats/subjects';

const lastDay = 30;

/** Numbers from 0 to 1 that are the same on every run (a linear congruential generator). */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Arms of 200 each, of which arm 1 has `ratio` times the daily hazard of arm 0. */
function stratum(
  next: () => number,
  { score, ratio, cluster = 'a', hazard = 0.004, size = 200 }: Planted,
): ScoredStratum {
  const arm = (daily: number) =>
    followUpOf(
      Array.from({ length: size }, (): Subject => {
        const day = 1 + Math.floor(Math.log(1 - next()) / Math.log(1 - daily));
        const seen = 10 + Math.floor(next() * 25);
        return day <= seen ? { day, isEvent: true } : { day: seen, isEvent: false };
      }),
      40,
    );
  return { one: arm(hazard * ratio), zero: arm(hazard), cluster, score };
}
interface Planted {
  score: number;
  ratio: number;
  cluster?: string;
  hazard?: number;
  size?: number;
}

const told = (strata: readonly ScoredStratum[]) => {
  const trend = ratioTrend(strata, lastDay, 0.95);
  if (!trend.ok) throw new Error(trend.reason);
  return trend;
};

describe('the trend of a ratio', () => {
  it('over two groups is the difference of what Cox’s regression finds in each', () => {
    const next = chance(1);
    const small = stratum(next, { score: 0, ratio: 1 });
    const large = stratum(next, { score: 3, ratio: 3 });
    const { lnFirst, lnLast, change, first, last } = told([small, large]);
    expect({ first, last }).toEqual({ first: 0, last: 3 });
    expect(lnFirst).toBeCloseTo(Math.log(coxRatio([small], lastDay) ?? 0), 8);
    expect(lnLast).toBeCloseTo(Math.log(coxRatio([large], lastDay) ?? 0), 8);
    expect(change.ln).toBeCloseTo(lnLast - lnFirst, 10);
    expect(change.isJackknifed).toBe(false);
  });

  it('turns over with the arms and with the order, and not with what the scores are counted in', () => {
    const next = chance(2);
    const strata = [0, 1, 2].map((score) => stratum(next, { score, ratio: 1 + score }));
    const { change } = told(strata);
    const swapped = strata.map(({ one, zero, ...rest }) => ({ ...rest, one: zero, zero: one }));
    expect(told(swapped).change.ln).toBeCloseTo(-change.ln, 8);
    const reversed = strata.map((one) => ({ ...one, score: -one.score }));
    expect(told(reversed).change.ln).toBeCloseTo(-change.ln, 8);
    const scaled = strata.map((one) => ({ ...one, score: 10 * one.score + 7 }));
    expect(told(scaled).change.ln).toBeCloseTo(change.ln, 8);
  });

  it('is found where it was planted, whatever else differs between strata', () => {
    const next = chance(3);
    const strata = Array.from({ length: 60 }, (_, index) =>
      stratum(next, {
        score: index % 5,
        ratio: 1.5 ** (index % 5),
        hazard: 0.001 * (1 + (index % 7)),
        cluster: `r-${index % 12}`,
      }),
    );
    const { interval } = told(strata).change;
    expect(interval.lower).toBeLessThan(4 * Math.log(1.5));
    expect(interval.upper).toBeGreaterThan(4 * Math.log(1.5));
    expect(interval.lower).toBeGreaterThan(0);
  });

  it('is seldom found where there is none', () => {
    const next = chance(4);
    const runs = 150;
    const found = Array.from({ length: runs }, () => {
      const strata = Array.from({ length: 16 }, (_, index) =>
        stratum(next, { score: index % 4, ratio: 1.4, cluster: `r-${index >> 2}`, size: 60 }),
      );
      const { lower, upper } = told(strata).change.interval;
      return lower > 0 || upper < 0;
    }).filter(Boolean);
    expect(found.length / runs).toBeLessThan(0.09);
  });

  it('is wider where repositories disagree than the model alone has it', () => {
    const next = chance(5);
    const strata = Array.from({ length: 20 }, (_, index) => {
      const score = index % 2;
      const isSteep = index >> 1 < 5;
      const ratio = score === 0 ? 1 : isSteep ? 8 : 1 / 8;
      return stratum(next, { score, ratio, cluster: `r-${index >> 1}`, size: 400 });
    });
    expect(told(strata).change.isJackknifed).toBe(true);
  });

  it('does not exist where one group has events of one arm only, or there is one group', () => {
    const next = chance(6);
    const small = stratum(next, { score: 0, ratio: 1 });
    const quiet = {
      ...stratum(next, { score: 1, ratio: 1 }),
      one: followUpOf([{ day: 30, isEvent: false }], 40),
    };
    expect(ratioTrend([small, quiet], lastDay, 0.95)).toEqual({ ok: false, reason: 'no-events' });
    expect(ratioTrend([small], lastDay, 0.95)).toEqual({ ok: false, reason: 'no-events' });
    expect(ratioTrend([], lastDay, 0.95)).toEqual({ ok: false, reason: 'no-events' });
  });
});
