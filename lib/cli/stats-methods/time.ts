import * as z from 'zod/mini';
import { type Method, numbers, on, told } from '@/lib/cli/stats-methods/method';
import { cusum } from '@/lib/stats/cusum';
import { differenceInRates, differenceOfChanges } from '@/lib/stats/difference-in-differences';
import { type PPrimePlan, pPrimeChart } from '@/lib/stats/p-prime';

const Cell = z.pipe(
  z.tuple([z.number(), z.number()]),
  z.transform(([events, n]) => ({ events, n })),
);

export const timeMethods: Record<string, Method> = {
  pPrimeChart: on(z.object({ events: numbers, n: numbers }), ({ events, n }) => {
    const periods = events.map((count, index) => ({ events: count, n: n[index] ?? 0 }));
    const chart = (spread: PPrimePlan['spread']) =>
      pPrimeChart(periods, { baseline: periods.length, spread, scale: 'normal' });
    const prime = chart('laney');
    const plain = chart('binomial');
    return {
      center: prime.centre,
      sigmaZ: prime.sigmaZ,
      z: prime.points.map((point) => point.z),
      ucl: prime.points.map(({ upper }) => upper),
      lcl: prime.points.map(({ lower }) => lower),
      uclPlainP: plain.points.map(({ upper }) => upper),
      lclPlainP: plain.points.map(({ lower }) => lower),
      signalsPlain: plain.points.filter(({ isUnusual }) => isUnusual).length,
      signalsPrime: prime.points.filter(({ isUnusual }) => isUnusual).length,
    };
  }),
  cusum: on(
    z.object({ x: numbers, target: z.number(), k: z.number(), h: z.number() }),
    ({ x, target, k, h }) => {
      const { points, firstSignal } = cusum(x, { target, slack: k, threshold: h });
      return {
        cPlus: points.map(({ above }) => above),
        cMinus: points.map(({ below }) => below),
        nPlus: points.map(({ pointsAbove }) => pointsAbove),
        nMinus: points.map(({ pointsBelow }) => pointsBelow),
        firstSignal: firstSignal === null ? null : firstSignal + 1,
      };
    },
  ),
  didProportions: on(
    z.object({
      treatedBefore: Cell,
      treatedAfter: Cell,
      controlBefore: Cell,
      controlAfter: Cell,
    }),
    (cells) =>
      told(
        differenceInRates(cells, 0.95),
        ['did', 'se', 'ci', 'ratioOfRatios', 'seLogRoR'],
        ({ value, standardError, interval, ratioOfRatios, standardErrorOfLog }) => ({
          did: value,
          se: standardError,
          ci: [interval.lower, interval.upper],
          ratioOfRatios,
          seLogRoR: standardErrorOfLog,
        }),
      ),
  ),
  didFromChanges: on(
    z.object({
      changeTreated: z.number(),
      seTreated: z.number(),
      changeControl: z.number(),
      seControl: z.number(),
    }),
    ({ changeTreated, seTreated, changeControl, seControl }) => {
      const { value, standardError, interval } = differenceOfChanges(
        { change: changeTreated, standardError: seTreated },
        { change: changeControl, standardError: seControl },
        0.95,
      );
      return { did: value, se: standardError, ci: [interval.lower, interval.upper] };
    },
  ),
};
