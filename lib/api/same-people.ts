import * as z from 'zod/mini';
import { Estimate } from '@/lib/api/compare';
import { Definition } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/**
 * Changes with and without an agent by the same people, as one ratio over all of them: nobody is
 * named. With fewer than five people who have both, `ratio` is null and `why` says so.
 */
export const samePeopleQuestion = {
  path: '/api/v1/same-people',
  ask: z
    .pick(Filter, {
      from: true,
      to: true,
      repository: true,
      team: true,
      kind: true,
      window: true,
      suspected: true,
    })
    .check(inOrder),
  answer: z.object({
    /** How many people have changes of both. */
    people: z.int(),
    ratio: z.nullable(Estimate),
    why: z.string(),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type SamePeopleAsk = z.output<typeof samePeopleQuestion.ask>;
export type SamePeopleAnswer = z.output<typeof samePeopleQuestion.answer>;
