import * as z from 'zod/mini';
import { Figures } from '@/lib/api/figures';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';
import { Range } from '@/lib/domain/range';
import { RegressionKind } from '@/lib/domain/regression';

/** One week to be pasted into a document: what was merged, what came to light, and where things stand. */
export const weeklyQuestion = {
  path: '/api/v1/weekly',
  ask: z.object({
    /** Any day of the week; the last whole one, by the data, unless said. */
    week: z.optional(CalendarDate),
    repository: Filter.shape.repository,
    team: Filter.shape.team,
  }),
  answer: z.object({
    /** Monday to Sunday; null while there is no data. */
    week: z.nullable(Range),
    merged: Figures.shape.changes,
    agentShare: Figures.shape.agentShare,
    mergedBefore: z.int(),
    /** Confirmed regressions that came to light in the week, whenever their changes were merged. */
    regressions: z.array(
      z.object({ authorship: Authorship, regressions: z.int(), before: z.int() }),
    ),
    newest: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: RegressionKind,
        authorship: Authorship,
        agent: z.nullable(z.string()),
      }),
    ),
    /** Where the comparison over the usual range stands. */
    sentence: z.string(),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type WeeklyAsk = z.output<typeof weeklyQuestion.ask>;
export type WeeklyAnswer = z.output<typeof weeklyQuestion.answer>;
