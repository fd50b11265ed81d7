import * as z from 'zod/mini';
import { Estimate } from '@/lib/api/compare';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** What rates can be broken down by. */
export const BreakdownBy = z.enum(['size', 'reviewed', 'kindOfWork']);
export type BreakdownBy = z.output<typeof BreakdownBy>;

/** Whether agents' ratio to people's changes along the groups; the first that holds, in this order. */
export const GapVerdict = z.enum([
  'not-enough-data',
  'no-clear-change',
  'widens',
  'narrows',
  'early-sign-widens',
  'early-sign-narrows',
]);
export type GapVerdict = z.output<typeof GapVerdict>;

const Gap = z.object({
  verdict: GapVerdict,
  /** The ratio in the last group divided by that in the first, like with like, on a fitted line. */
  change: Estimate,
  sentence: z.string(),
});
export type Gap = z.output<typeof Gap>;

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
        /** Agents' rate divided by people's, as they are. */
        ratio: Estimate,
      }),
    ),
    /** Null of kinds of work, which have no order, and unless agents and people are both asked for. */
    gap: z.nullable(Gap),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type BreakdownAsk = z.output<typeof breakdownQuestion.ask>;
export type BreakdownAnswer = z.output<typeof breakdownQuestion.answer>;
