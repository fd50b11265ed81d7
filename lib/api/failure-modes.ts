import * as z from 'zod/mini';
import { Definition } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';
import { CountedFailureMode } from '@/lib/domain/regression';

/**
 * The regressions that a rate counts, by why they broke something and who wrote the change: what a person
 * decided, else what is suggested with more than a low confidence, else `not-known`.
 */
export const failureModesQuestion = {
  path: '/api/v1/failure-modes',
  ask: Filter.check(inOrder),
  answer: z.object({
    /** In the order of the failure modes, those of which there is a regression; `not-known` last. */
    groups: z.array(
      z.object({
        failureMode: CountedFailureMode,
        cells: z.array(
          z.object({
            authorship: Authorship,
            regressions: z.int(),
            /** Those of them of which a person said so; the others are suggested by rule. */
            decided: z.int(),
            /** All regressions of this authorship. */
            of: z.int(),
            /** Its part of them, with Wilson's interval; null where there are none. */
            share: z.nullable(z.number()),
            lower: z.nullable(z.number()),
            upper: z.nullable(z.number()),
          }),
        ),
      }),
    ),
    /** All regressions of each authorship. */
    totals: z.array(z.object({ authorship: Authorship, regressions: z.int() })),
    /** Of all of them together, those of which a person decided. */
    decided: z.int(),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type FailureModesAsk = z.output<typeof failureModesQuestion.ask>;
export type FailureModesAnswer = z.output<typeof failureModesQuestion.answer>;
