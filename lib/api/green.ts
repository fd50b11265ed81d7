import * as z from 'zod/mini';
import { Definition } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/**
 * Of the changes that regressed: how many had passed all their checks. Checks are those of its commits and
 * of the commit that landed it; of several runs the last one within a day of merge counts.
 */
export const greenQuestion = {
  path: '/api/v1/green',
  ask: Filter.check(inOrder),
  answer: z.object({
    groups: z.array(
      z.object({
        authorship: Authorship,
        /** Every check passed, and it broke something still. */
        green: z.int(),
        /** One of them did not pass. */
        red: z.int(),
        /** No check of it is known: in neither. */
        unchecked: z.int(),
        /** Green ones among those whose checks are known, with Wilson's interval. */
        share: z.nullable(z.number()),
        lower: z.nullable(z.number()),
        upper: z.nullable(z.number()),
      }),
    ),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GreenAsk = z.output<typeof greenQuestion.ask>;
export type GreenAnswer = z.output<typeof greenQuestion.answer>;
