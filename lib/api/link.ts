import * as z from 'zod/mini';
import { Id } from '@/lib/api/question';
import { CalendarDate } from '@/lib/domain/day';
import type { CauseType } from '@/lib/domain/decision';
import { Reason } from '@/lib/domain/rule';

/** The kinds that a person can link by hand, each with what shows it. */
export const shownBy = {
  incident: 'incident',
  revert: 'change',
  hotfix: 'change',
  rollback: 'deployment',
  reported: 'report',
} as const satisfies Record<string, CauseType>;
export type LinkKind = keyof typeof shownBy;

const named = {
  id: Id,
  /**
   * What showed it: an incident by its key or address; a change by `#12`, its sha or its address; a
   * deployment by its key, sha or address.
   */
  cause: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'must not be empty'),
      z.maxLength(500, 'is longer than 500 characters'),
    ),
  reason: Reason,
};

/**
 * POST links what broke to a change that no rule linked it to: 201 with the id of the regression, 404
 * where the change or the cause is not known, 409 where the two cannot belong together. Of a `report`
 * the cause is what broke, in words: it is stored as a new report.
 */
export const linkPath = '/api/v1/link';
export const LinkRequest = z.discriminatedUnion('causeType', [
  z.object({ ...named, causeType: z.literal('incident'), kind: z.literal('incident') }),
  z.object({ ...named, causeType: z.literal('change'), kind: z.enum(['revert', 'hotfix']) }),
  z.object({ ...named, causeType: z.literal('deployment'), kind: z.literal('rollback') }),
  z.object({
    ...named,
    causeType: z.literal('report'),
    kind: z.literal('reported'),
    /** The day on which it broke; today where it is left out. */
    on: z.optional(CalendarDate),
  }),
]);
export type LinkRequest = z.output<typeof LinkRequest>;
export const LinkAnswer = z.object({ id: z.string() });
