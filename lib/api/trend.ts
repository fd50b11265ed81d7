import * as z from 'zod/mini';
import { Definition, Rate } from '@/lib/api/definition';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Filter, inOrder } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';

export const Period = z.enum(['week', 'month']);
export type Period = z.output<typeof Period>;

export const TrendPoint = z.extend(Rate, {
  /** First day of the period: a Monday, or the first of a month, UTC. */
  start: CalendarDate,
  /** Last day of the period, inclusive. */
  end: CalendarDate,
  /** Some of its changes have not been watched for the whole window yet: the rate can still move. */
  provisional: z.boolean(),
  /** Where `rate` is null: the rate within the days that could be watched so far. */
  soFar: z.nullable(
    z.object({ day: z.int(), rate: z.number(), lower: z.number(), upper: z.number() }),
  ),
});
export type TrendPoint = z.output<typeof TrendPoint>;

/** Whether the periods vary more than chance explains. */
export const ControlChart = z.object({
  /** The rate of the first 20 periods that were watched for the whole window; null without limits. */
  centre: z.nullable(z.number()),
  /** How many times more than binomially they vary. */
  sigmaZ: z.nullable(z.number()),
  /** Why there are no limits; empty where there are. */
  why: z.string(),
  /** Limits of the periods that were watched for the whole window, at three standard deviations. */
  points: z.array(
    z.object({
      start: CalendarDate,
      lower: z.nullable(z.number()),
      upper: z.nullable(z.number()),
      unusual: z.boolean(),
    }),
  ),
  /** Of the others, the regressions so far against those to be expected by now. */
  immature: z.array(
    z.object({
      start: CalendarDate,
      observed: z.int(),
      expected: z.number(),
      ratio: z.nullable(z.number()),
      lower: z.number(),
      upper: z.nullable(z.number()),
    }),
  ),
  /** The period since which observed less expected adds up to a lasting shift. */
  driftSince: z.nullable(CalendarDate),
});
export type ControlChart = z.output<typeof ControlChart>;

export const TrendSeries = z.object({
  authorship: Authorship,
  points: z.array(TrendPoint),
  chart: ControlChart,
});
export type TrendSeries = z.output<typeof TrendSeries>;

/** The regression rate by period of merge, a series for each authorship asked for. */
export const trendQuestion = {
  path: '/api/v1/trend',
  ask: z
    .extend(Filter, {
      /** Whether the range of equal length before it is told too. */
      before: z._default(z.enum(['left-out', 'shown']), 'left-out'),
      period: z._default(Period, 'week'),
    })
    .check(inOrder),
  answer: z.object({
    series: z.array(TrendSeries),
    /** Of all series and periods together. */
    changes: z.int(),
    /** The same of the time before; null unless it is asked for. */
    before: z.nullable(
      z.object({
        series: z.array(z.pick(TrendSeries, { authorship: true, points: true })),
        range: Range,
      }),
    ),
    /** The range that was answered, both inclusive; null while there is no data. */
    range: z.nullable(Range),
    definition: Definition,
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type TrendAsk = z.output<typeof trendQuestion.ask>;
export type TrendAnswer = z.output<typeof trendQuestion.answer>;
