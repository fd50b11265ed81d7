import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Range } from '@/lib/domain/range';
import { Counting } from '@/lib/domain/setting';

/** What there is: repositories with their as-of, agents, and what waits. Fills the filters too. */
export const statusQuestion = {
  path: '/api/v1/status',
  ask: z.object({}),
  answer: z.object({
    repositories: z.array(
      z.object({
        name: z.string(),
        sample: z.boolean(),
        /** Data is complete up to this midnight UTC; null before the first complete day. */
        asOf: z.nullable(CalendarDate),
        changes: z.int(),
      }),
    ),
    agents: z.array(z.object({ agent: z.string(), name: z.string(), changes: z.int() })),
    authorship: z.array(z.object({ authorship: Authorship, changes: z.int() })),
    /** What counts as regressed where the reader says nothing else. */
    counting: Counting,
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Reverts that name nothing that was merged before them: held against nobody. */
    unlinkedReverts: z.int(),
    /** Deliveries that could not be applied and are not tried again. */
    deadDeliveries: z.int(),
    /** The first and last date of merge of the exposed changes. */
    range: z.nullable(Range),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type StatusAnswer = z.output<typeof statusQuestion.answer>;
