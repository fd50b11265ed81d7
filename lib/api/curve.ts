import * as z from 'zod/mini';
import { Definition } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';
import { RegressionKind } from '@/lib/domain/regression';

/** The curve up to the end of one day after merge. */
const CurveDay = z.object({
  day: z.int(),
  /** Watched and without a regression when the day began. */
  atRisk: z.int(),
  /** First regressions on the day. */
  regressions: z.int(),
  rate: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** The share that has not regressed by the end of the day. */
  standing: z.object({ share: z.number(), lower: z.number(), upper: z.number() }),
});

/** How many days after merge a curve goes on for. */
export const horizonDays = 90;

/** The share of changes that have regressed by each day after merge, to the horizon. */
export const curveQuestion = {
  path: '/api/v1/curve',
  ask: Filter.check(inOrder),
  answer: z.object({
    curves: z.array(
      z.object({
        authorship: Authorship,
        changes: z.int(),
        /** Of them, those that regressed on any of `days`. */
        regressions: z.int(),
        /** Day 1, 2, 3, …: as far as anybody was watched. */
        days: z.array(CurveDay),
        /** How many are still watched after so many days. */
        atRisk: z.array(z.object({ day: z.int(), changes: z.int() })),
        /** The share that regressed first by each kind, on each of `days`; they add up to the rate. */
        kinds: z.array(z.object({ kind: RegressionKind, rates: z.array(z.number()) })),
      }),
    ),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type CurveAsk = z.output<typeof curveQuestion.ask>;
export type CurveAnswer = z.output<typeof curveQuestion.answer>;
