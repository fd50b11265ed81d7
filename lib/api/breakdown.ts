import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Filter, inOrder } from '@/lib/domain/filter';

/** What rates can be broken down by. */
export const BreakdownBy = z.enum(['size', 'reviewed', 'kindOfWork']);
export type BreakdownBy = z.output<typeof BreakdownBy>;

/** The rate of each authorship within each size, kind of work, or with and without review. */
export const breakdownQuestion = {
  path: '/api/v1/breakdown',
  ask: z.extend(Filter, { by: z._default(BreakdownBy, 'size') }).check(inOrder),
  answer: z.object({
    /** In the order of sizes, kinds of work, or reviewed before not reviewed. */
    groups: z.array(
      z.object({
        group: z.string(),
        rates: z.array(z.extend(Rate, { authorship: Authorship })),
      }),
    ),
    range: z.nullable(z.object({ from: CalendarDate, to: CalendarDate })),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type BreakdownAsk = z.output<typeof breakdownQuestion.ask>;
export type BreakdownAnswer = z.output<typeof breakdownQuestion.answer>;
