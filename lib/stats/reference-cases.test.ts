import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { normalCdf, normalQuantile } from '@/lib/stats/distributions';
import type { Interval } from '@/lib/stats/interval';
import { type Curve, type FollowUp, kaplanMeier, reading } from '@/lib/stats/kaplan-meier';
import { moverDifference, moverRatio } from '@/lib/stats/mover';
import { additionalNeeded, sampleSize } from '@/lib/stats/power';
import { wilson } from '@/lib/stats/proportion';

const casesPath = fileURLToPath(new URL('../../../shared/data/stats-cases.json', import.meta.url));

const Case = z.object({
  name: z.string(),
  method: z.string(),
  inputs: z.unknown(),
  expected: z.record(z.string(), z.unknown()),
  tolerance: z.object({ rel: z.optional(z.number()), abs: z.optional(z.number()) }),
});
type Case = z.output<typeof Case>;

const numbers = z.array(z.number());
const TwoByTwo = z.object({
  x1: z.number(),
  n1: z.number(),
  x2: z.number(),
  n2: z.number(),
  level: z.number(),
});
const Plan = { power: z.number(), alpha: z.number() };

/** The outputs of a case that exist so far, by the names of its `expected`. */
type Run = (inputs: unknown) => Record<string, unknown>;

const methods: Record<string, Run> = {
  normCdf: on(z.object({ x: numbers }), ({ x }) => ({ p: x.map(normalCdf) })),
  normQuantile: on(z.object({ p: numbers }), ({ p }) => ({ z: p.map(normalQuantile) })),
  proportion: on(
    z.object({ events: z.number(), n: z.number(), level: z.number() }),
    ({ events, n, level }) => ({
      estimate: n === 0 ? null : events / n,
      wilson: limits(wilson(events, n, level)),
    }),
  ),
  riskDifference: on(TwoByTwo, (table) => {
    const { value, interval } = moverDifference(...arms(table));
    return { estimate: value, newcombe: limits(interval) };
  }),
  riskRatio: on(TwoByTwo, (table) => {
    const { value, interval } = moverRatio(...arms(table));
    return { estimate: value, moverWilson: limits(interval) };
  }),
  kaplanMeier: on(
    z.object({
      time: numbers,
      event: numbers,
      at: z.union([numbers, z.number()]),
      level: z.number(),
    }),
    ({ time, event, at, level }) => {
      const curve = kaplanMeier(followUpOf(time, event));
      if (typeof at === 'number') {
        const found = reading(curve, at, level);
        return found.ok
          ? { cumulative: found.rate, atRisk: found.atRisk }
          : { cumulative: null, atRisk: 0 };
      }
      const found = at.map((day) => read(curve, day, level));
      return {
        at,
        atRisk: found.map(({ atRisk }) => atRisk),
        survival: found.map(({ rate }) => 1 - rate),
        seSurvival: found.map(({ standardError }) => standardError),
        cumulative: found.map(({ rate }) => rate),
        rothmanWilsonOfCumulative: found.map(({ effectiveSize, interval }) => ({
          nEff: effectiveSize,
          lower: interval.lower,
          upper: interval.upper,
        })),
      };
    },
  ),
  kmFromHistogram: on(
    z.object({
      eventsByDay: numbers,
      censoredByDay: numbers,
      zeroFollowUp: z.number(),
      at: numbers,
    }),
    ({ eventsByDay, censoredByDay, zeroFollowUp, at }) => {
      const events = eventsByDay.map((count, index) => ({
        day: index + 1,
        followUpDays: eventsByDay.length,
        count,
      }));
      const curve = kaplanMeier({
        entrants: [
          { followUpDays: 0, count: zeroFollowUp },
          ...censoredByDay.map((count, index) => ({ followUpDays: index + 1, count })),
          ...events,
        ],
        events,
      });
      const found = at.map((day) => read(curve, day, 0.95));
      return {
        survival: found.map(({ rate }) => 1 - rate),
        seSurvival: found.map(({ standardError }) => standardError),
      };
    },
  ),
  kmDifferenceAtDay: on(
    z.object({
      time1: numbers,
      event1: numbers,
      time0: numbers,
      event0: numbers,
      at: z.number(),
      level: z.number(),
    }),
    ({ time1, event1, time0, event0, at, level }) => {
      const one = read(kaplanMeier(followUpOf(time1, event1)), at, level);
      const zero = read(kaplanMeier(followUpOf(time0, event0)), at, level);
      const difference = moverDifference(one, zero);
      const ratio = moverRatio(one, zero);
      return {
        p1: one.rate,
        ci1: limits(one.interval),
        nEff1: one.effectiveSize,
        p0: zero.rate,
        ci0: limits(zero.interval),
        nEff0: zero.effectiveSize,
        difference: difference.value,
        diffCI: limits(difference.interval),
        ratio: ratio.value,
        ratioCI: limits(ratio.interval),
      };
    },
  ),
  sampleSizeTwoProportions: on(
    z.object({ ...Plan, p0: z.number(), p1: z.number(), ratio: z.number() }),
    ({ p0, p1, ratio, ...plan }) => sampleSize({ humanRate: p0, agentRate: p1 }, ratio, plan),
  ),
  additionalNeeded: on(
    z.object({
      ...Plan,
      humanRate: z.number(),
      humanN: z.number(),
      agentN: z.number(),
      detectRatio: z.number(),
    }),
    ({ humanRate, humanN, agentN, detectRatio, ...plan }) => {
      const found = additionalNeeded(
        { humanRate, humans: humanN, agents: agentN },
        detectRatio,
        plan,
      );
      return { agentsNeeded: found?.needed ?? null, more: found?.more ?? null };
    },
  ),
};

function on<Inputs extends z.ZodMiniType>(
  schema: Inputs,
  run: (inputs: z.output<Inputs>) => Record<string, unknown>,
): Run {
  return (inputs) => run(z.parse(schema, inputs));
}

function limits({ lower, upper }: Interval): [number, number] {
  return [lower, upper];
}

function arms({ x1, n1, x2, n2, level }: z.output<typeof TwoByTwo>) {
  return [
    { rate: x1 / n1, interval: wilson(x1, n1, level) },
    { rate: x2 / n2, interval: wilson(x2, n2, level) },
  ] as const;
}

/** Exit times as counts: whoever had an event would have been followed to the last day. */
function followUpOf(time: readonly number[], event: readonly number[]): FollowUp {
  const lastDay = Math.max(0, ...time);
  const group = time.map((day, index) => ({ day, hasEvent: event[index] === 1 }));
  return {
    entrants: group.map(({ day, hasEvent }) => ({
      followUpDays: hasEvent ? lastDay : day,
      count: 1,
    })),
    events: group
      .filter(({ hasEvent }) => hasEvent)
      .map(({ day }) => ({ day, followUpDays: lastDay, count: 1 })),
  };
}

function read(curve: Curve, day: number, level: number) {
  const found = reading(curve, day, level);
  if (!found.ok) throw new Error(`day ${day} refused: ${found.reason}`);
  return found;
}

/** What is expected, with every number within the case's tolerance. */
function within(expected: unknown, tolerance: Case['tolerance']): unknown {
  if (expected === 'Infinity') return Infinity;
  if (Array.isArray(expected)) return expected.map((part) => within(part, tolerance));
  if (typeof expected === 'object' && expected !== null) {
    return Object.fromEntries(
      Object.entries(expected).map(([key, part]) => [key, within(part, tolerance)]),
    );
  }
  if (typeof expected !== 'number') return expected;
  const { rel = 0, abs = 0 } = tolerance;
  const allowed = abs + rel * Math.abs(expected);
  return expect.toSatisfy(
    (found: unknown) => typeof found === 'number' && Math.abs(found - expected) <= allowed,
    `${expected} ± ${allowed}`,
  );
}

const isPresent = existsSync(casesPath);
const cases = isPresent ? z.parse(z.array(Case), JSON.parse(readFileSync(casesPath, 'utf8'))) : [];

describe.skipIf(!isPresent)('published and R-computed cases', () => {
  test.each(cases.filter(({ method }) => method in methods))(
    '$method: $name',
    ({ method, inputs, expected, tolerance }) => {
      const output = methods[method]?.(inputs) ?? {};
      const asked = Object.keys(output).map((key) => [key, expected[key]]);
      expect(output).toEqual(within(Object.fromEntries(asked), tolerance));
    },
  );
});
