import * as z from 'zod/mini';
import { Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { inOrder, ListFilter } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

/** A share of changes with its Wilson interval; null where there is none to tell of. */
const FlowShare = z.object({
  changes: z.int(),
  counted: z.int(),
  rate: Rate.shape.rate,
  lower: Rate.shape.lower,
  upper: Rate.shape.upper,
});
export type FlowShare = z.output<typeof FlowShare>;

/** The median of changes and the quartiles, between which half of them lie. */
const FlowSpread = z.object({
  changes: z.int(),
  median: z.nullable(z.number()),
  lowerQuartile: z.nullable(z.number()),
  upperQuartile: z.nullable(z.number()),
});
export type FlowSpread = z.output<typeof FlowSpread>;

/** How pull requests go before they are merged, by who wrote them. Nothing here says what broke. */
export const flowQuestion = {
  path: '/api/v1/flow',
  ask: ListFilter.check(inOrder),
  answer: z.object({
    groups: z.array(
      z.object({
        authorship: Authorship,
        firstPassChecks: FlowShare,
        reviewRounds: FlowSpread,
        mergeRate: FlowShare,
        hoursToMerge: FlowSpread,
      }),
    ),
    /** What each number is, in one sentence. */
    definitions: z.object({
      firstPassChecks: z.string(),
      reviewRounds: z.string(),
      mergeRate: z.string(),
      hoursToMerge: z.string(),
    }),
    range: z.nullable(Range),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type FlowAsk = z.output<typeof flowQuestion.ask>;
export type FlowAnswer = z.output<typeof flowQuestion.answer>;
