import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { CalendarDate } from '@/lib/domain/day';
import { Filter, inOrder } from '@/lib/domain/filter';

/** The answer in one word; first match wins, in this order. */
export const Verdict = z.enum([
  'no-data',
  'too-young',
  'not-enough-data',
  'similar',
  'early-sign-higher',
  'early-sign-lower',
  'no-clear-difference',
]);
export type Verdict = z.output<typeof Verdict>;

const Estimate = z.object({
  value: z.nullable(z.number()),
  lower: z.nullable(z.number()),
  /** Null with a known lower bound: unbounded. */
  upper: z.nullable(z.number()),
});

const Bound = z.object({ agent: Rate, human: Rate, ratio: Estimate });

/** Agent-written against human-written changes over the whole range, and the sentence to show. */
export const compareQuestion = {
  path: '/api/v1/compare',
  ask: Filter.check(inOrder),
  answer: z.object({
    agent: Rate,
    human: Rate,
    /** Agent rate divided by human rate, not adjusted for what kind of changes they are. */
    ratio: Estimate,
    /** Agent rate minus human rate. */
    difference: Estimate,
    verdict: Verdict,
    sentence: z.string(),
    /** What the sentence rests on, in one more sentence. */
    detail: z.string(),
    /** The changes that have nothing to judge by who wrote them: in neither rate. */
    unknown: z.object({
      changes: z.int(),
      /** Of the changes by agents, people, both and these. */
      share: z.number(),
      /** Both bounds in one sentence; empty where there is no such change. */
      sentence: z.string(),
      /** What the comparison would be if all of them were the one or the other. */
      bounds: z.object({ ifAgent: Bound, ifHuman: Bound }),
    }),
    range: z.nullable(z.object({ from: CalendarDate, to: CalendarDate })),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type CompareAsk = z.output<typeof compareQuestion.ask>;
export type CompareAnswer = z.output<typeof compareQuestion.answer>;
