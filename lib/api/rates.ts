import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';
import { RegressionKind } from '@/lib/domain/regression';

/** How long the changes of a rate have been watched. */
const FollowUp = z.object({
  /** Watched for the whole window. */
  whole: z.int(),
  /** Watched for at least a day, and less than the window. */
  part: z.int(),
  /** Watched for less than a day: they tell nothing yet. */
  none: z.int(),
});

/** A rate with all that it rests on. */
export const RestedRate = z.extend(Rate, {
  followUp: FollowUp,
  /** Only the changes that were watched for the whole window: x of n with Wilson's interval. */
  matured: Rate,
  /** The rate by the kind that came first; the parts add up to the rate. Empty where it is null. */
  kinds: z.array(z.object({ kind: RegressionKind, rate: z.number() })),
  /** Addresses of the rows behind: what the rate divides by, and what it counts. */
  rows: z.object({ changes: z.string(), regressions: z.string() }),
});
export type RestedRate = z.output<typeof RestedRate>;

/** The regression rate of each authorship asked for over the whole range. */
export const ratesQuestion = {
  path: '/api/v1/rates',
  ask: Filter.check(inOrder),
  answer: z.object({
    rates: z.array(z.extend(RestedRate, { authorship: Authorship })),
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RatesAsk = z.output<typeof ratesQuestion.ask>;
export type RatesAnswer = z.output<typeof ratesQuestion.answer>;
