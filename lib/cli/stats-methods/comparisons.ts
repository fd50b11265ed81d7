import * as z from 'zod/mini';
import { level, type Method, on, pair, real } from '@/lib/cli/stats-methods/method';
import { confoundingEValue } from '@/lib/stats/e-value';
import { moverDifference, moverRatio } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';
import { logRatio, scoreDifference, scoreRatio } from '@/lib/stats/score-intervals';

const Arms = z.object({
  x1: z.number(),
  n1: z.number(),
  x2: z.number(),
  n2: z.number(),
  level,
});
type Arms = z.output<typeof Arms>;

export const comparisonMethods: Record<string, Method> = {
  riskDifference: on(Arms, (arms) => {
    const rates = ratesOf(arms);
    const mover = rates && moverDifference(...rates);
    return {
      estimate: mover?.value ?? null,
      newcombe: pair(mover?.interval),
      miettinenNurminen: pair(scoreDifference(arms, arms.level)),
    };
  }),
  riskRatio: on(Arms, (arms) => {
    const rates = ratesOf(arms);
    const mover = rates && moverRatio(...rates);
    return {
      estimate: mover?.value ?? null,
      moverWilson: pair(mover?.interval),
      koopman: pair(scoreRatio(arms, arms.level, 'koopman')),
      miettinenNurminen: pair(scoreRatio(arms, arms.level, 'miettinen-nurminen')),
      katzLog: pair(logRatio(arms, arms.level)),
    };
  }),
  eValueConfounding: on(
    z.object({
      rr: z.nullable(real),
      lower: z.optional(z.nullable(real)),
      upper: z.optional(z.nullable(real)),
    }),
    ({ rr, lower, upper }) =>
      rr === null
        ? { point: null, limit: null }
        : confoundingEValue({ value: rr, lower: lower ?? 0, upper: upper ?? Infinity }),
  ),
};

/** An empty arm has no rate. */
function ratesOf({ x1, n1, x2, n2, level: coverage }: Arms) {
  if (n1 === 0 || n2 === 0) return null;
  return [
    { rate: x1 / n1, interval: wilson(x1, n1, coverage) },
    { rate: x2 / n2, interval: wilson(x2, n2, coverage) },
  ] as const;
}
