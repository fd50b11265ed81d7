import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { CalendarDate } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';

/** What is heard of a repository, each kind from senders of its own. */
export const Signal = z.enum(['changes', 'checks', 'deployments', 'incidents']);
export type Signal = z.output<typeof Signal>;

/** How far one signal of one repository reaches. */
export const SignalReach = z.object({
  signal: Signal,
  /** The UTC date of the newest one; null where none was ever heard of. */
  latestOn: z.nullable(CalendarDate),
  /** It has paused for longer than its usual pace explains. */
  silent: z.boolean(),
});
export type SignalReach = z.output<typeof SignalReach>;

/** How fresh the data is, by signal and by repository. */
export const freshnessQuestion = {
  path: '/api/v1/freshness',
  ask: z.pick(Filter, { repository: true, team: true }),
  answer: z.object({
    /** How many repositories were looked at. */
    repositories: z.int(),
    signals: z.array(
      z.extend(SignalReach, {
        /** In how many repositories it was ever heard of, and in how many it fell silent. */
        heardIn: z.int(),
        silentIn: z.int(),
      }),
    ),
    /** Those with the most silent signals first, then the stalest; at most 50. */
    rows: z.array(
      z.object({
        repository: z.string(),
        /** Its numbers never look past this day; null before the first complete one. */
        asOf: z.nullable(CalendarDate),
        signals: z.array(SignalReach),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type FreshnessAsk = z.output<typeof freshnessQuestion.ask>;
export type FreshnessAnswer = z.output<typeof freshnessQuestion.answer>;
