import * as z from 'zod/mini';
import { beforeAfterQuestion } from '@/lib/api/before-after';
import { Estimate } from '@/lib/api/compare';
import { GuardrailId, ToldGuardrail } from '@/lib/api/guardrails';
import type { Question } from '@/lib/api/question';
import { TrendPoint } from '@/lib/api/trend';
import { CalendarDate } from '@/lib/domain/day';
import { Range } from '@/lib/domain/range';

const Part = z.object({ changes: z.int(), of: z.int(), share: z.nullable(z.number()) });

/** The share of the changes that are of one size, kind of work or agent, before and from the day on. */
export const MixRow = z.object({
  value: z.string(),
  before: Part,
  after: Part,
  /** The share after minus the share before. */
  difference: Estimate,
  /** It moved by at least five points and by more than chance explains. */
  moved: z.boolean(),
});
export type MixRow = z.output<typeof MixRow>;

const days = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
  z.literal([30, 60, 90, 180]),
);

/** One guardrail with what changed when it came: its effect, and what else could explain it. */
export const guardrailQuestion = {
  path: '/api/v1/guardrail',
  ask: z.extend(GuardrailId, {
    /** Merged so many days before it, and as many from it on. */
    days: z._default(days, 90),
    window: beforeAfterQuestion.ask.shape.window,
    /** What it is compared with; what fits its scope where it is left out. */
    against: z.optional(z.enum(['others', 'human', 'none'])),
  }),
  answer: z.object({
    guardrail: ToldGuardrail,
    /** What was compared with. */
    against: z.enum(['others', 'human', 'none']),
    /** The comparisons that its scope allows. */
    possible: z.array(z.enum(['others', 'human', 'none'])),
    before: Range,
    after: Range,
    effect: beforeAfterQuestion.answer,
    /** What may be said of the effect: that it is beyond chance, or that it is not. */
    verdict: z.object({
      direction: z.enum(['fewer', 'more', 'unclear', 'too-early']),
      sentence: z.string(),
    }),
    /** The rate by month or week of merge around the day, where it came and in the comparison group. */
    trend: z.object({
      period: z.enum(['week', 'month']),
      /** What is drawn: at its ends a point counts a part of its period. */
      range: Range,
      treated: z.array(TrendPoint),
      control: z.array(TrendPoint),
      /** The repositories of the comparison group; empty for all. */
      controlRepositories: z.array(z.string()),
    }),
    /** What else changed within the same days. */
    mix: z.object({
      size: z.array(MixRow),
      kindOfWork: z.array(MixRow),
      agent: z.array(MixRow),
    }),
    otherGuardrails: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        since: CalendarDate,
        /** Whether it came to the same changes, to the comparison group, or to both. */
        touches: z.enum(['same', 'comparison', 'both']),
      }),
    ),
    /** Addresses: the same comparison, and the rows behind. */
    links: z.object({ beforeAfter: z.string(), before: z.string(), after: z.string() }),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GuardrailAsk = z.output<typeof guardrailQuestion.ask>;
export type GuardrailAnswer = z.output<typeof guardrailQuestion.answer>;
