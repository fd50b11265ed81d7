import * as z from 'zod/mini';
import { Estimate } from '@/lib/api/compare';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

const Median = z.object({
  n: z.int(),
  median: z.nullable(z.number()),
  lower: z.nullable(z.number()),
  upper: z.nullable(z.number()),
});

export const Figures = z.object({
  /** Merged changes by agents, by people with an agent, and by people. */
  changes: z.int(),
  /** The share of them that agents wrote, with Wilson's interval. */
  agentShare: z.object({
    changes: z.int(),
    share: z.nullable(z.number()),
    lower: z.nullable(z.number()),
    upper: z.nullable(z.number()),
  }),
  rates: z.array(z.extend(Rate, { authorship: Authorship })),
  /**
   * Of the changes that were watched for the whole window and regressed in it: the day after merge on which
   * the median did. Younger ones can only have regressed early.
   */
  daysToRegression: z.array(z.extend(Median, { authorship: Authorship })),
  /** Hours from a failed production deployment to recovery; of the filter only repository, team, time and window count. */
  hoursToRecover: Median,
});
export type Figures = z.output<typeof Figures>;

/** The figures of a range, beside those of the range of equal length before it. */
export const figuresQuestion = {
  path: '/api/v1/figures',
  ask: Filter.check(inOrder),
  answer: z.object({
    now: Figures,
    /** Null where nothing was merged then. */
    before: z.nullable(Figures),
    /** Now minus before, on the scale of the figure; null where either has no interval. */
    since: z.object({
      agentShare: Estimate,
      rates: z.array(z.extend(Estimate, { authorship: Authorship })),
      daysToRegression: z.array(z.extend(Estimate, { authorship: Authorship })),
      hoursToRecover: Estimate,
    }),
    range: z.nullable(Range),
    rangeBefore: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type FiguresAsk = z.output<typeof figuresQuestion.ask>;
export type FiguresAnswer = z.output<typeof figuresQuestion.answer>;
