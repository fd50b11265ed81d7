import * as z from 'zod/mini';
import { Estimate } from '@/lib/api/compare';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { CalendarDate } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';

const Spans = z.object({ before: Rate, after: Rate });

/**
 * Whether rates changed on a day, as a guardrail or an agent's new version came: changes merged in so
 * many days before it and from it on, against what changed meanwhile where it did not come.
 */
export const beforeAfterQuestion = {
  path: '/api/v1/before-after',
  ask: z.extend(z.omit(Filter, { from: true, to: true }), {
    on: CalendarDate,
    /** Merged so many days before `on`, and as many from it on. */
    days: z._default(
      z.pipe(
        z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
        z.int().check(z.minimum(7), z.maximum(730)),
      ),
      90,
    ),
    /**
     * What it is compared with: the same filter in the repositories that it does not name, people's
     * changes of it beside agents', or nothing.
     */
    against: z._default(z.enum(['others', 'human', 'none']), 'none'),
  }),
  answer: z.object({
    treated: Spans,
    /** Null without a comparison group. */
    control: z.nullable(Spans),
    /** Rate after minus rate before. */
    change: Estimate,
    /** How much more it changed than in the comparison group; null without one. */
    differenceInDifferences: z.nullable(Estimate),
    /** The same as a ratio of ratios: 0.5 is half of what it would have become. */
    ratioOfRatios: z.nullable(z.number()),
    sentence: z.string(),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type BeforeAfterAsk = z.output<typeof beforeAfterQuestion.ask>;
export type BeforeAfterAnswer = z.output<typeof beforeAfterQuestion.answer>;
