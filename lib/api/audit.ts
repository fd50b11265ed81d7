import * as z from 'zod/mini';
import { limit } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { AuditAction } from '@/lib/domain/decision';

/**
 * What the words before and after hold differs by action: a rule, an override, a decision, a setting. The
 * setting of the teams is a list.
 */
const Facts = z.nullable(z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]));

/** How the id of an entry is written. */
export const entryId = /^[1-9]\d{0,17}$/;

/** One thing that somebody decided. */
export const AuditRow = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  decidedBy: z.string(),
  /** The person or the token that it was, whatever they are called now. */
  personId: z.nullable(z.string()),
  tokenId: z.nullable(z.int()),
  /** Where from; null for commands, and for entries of before it was kept. */
  address: z.nullable(z.string()),
  /** What the log has the request under. */
  requestId: z.nullable(z.string()),
  action: AuditAction,
  repository: z.nullable(z.string()),
  /** The id of the change, regression, rule, guardrail or setting that it is about, or the name of a repository. */
  subject: z.string(),
  reason: z.string(),
  before: Facts,
  after: Facts,
  /** It is the last word on its subject and still holds: what undoes it. */
  undo: z.nullable(
    z.enum(['override', 'decision', 'failure-mode', 'rule', 'setting', 'guardrail']),
  ),
});
export type AuditRow = z.output<typeof AuditRow>;

const part = z.optional(
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(200),
      z.regex(/^\P{Cc}*$/u, 'must have no control characters'),
    ),
);

/** Which entries: all of these together. */
export const AuditFilter = z.object({
  /** Part of a subject or of a reason, without regard to case. */
  search: part,
  /** Part of a name or an e-mail address, without regard to case; or an address that it came from. */
  by: part,
  repository: z.optional(RepositoryName),
  action: z.optional(AuditAction),
  /** The first and the last day, in UTC. */
  from: z.optional(CalendarDate),
  to: z.optional(CalendarDate),
});
export type AuditFilter = z.output<typeof AuditFilter>;

/** GET answers all entries of a filter as a file. */
export const auditFilePaths = { csv: '/api/v1/audit.csv', json: '/api/v1/audit.json' } as const;

/** What people decided, newest first. */
export const auditQuestion = {
  path: '/api/v1/audit',
  ask: z.extend(AuditFilter, {
    cursor: z.optional(
      z
        .string()
        .check(
          z.regex(
            entryId,
            'must be what `next` of an earlier answer said; leave it out to start anew',
          ),
        ),
    ),
    limit,
  }),
  answer: z.object({ rows: z.array(AuditRow), next: z.nullable(z.string()), total: z.int() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type AuditAsk = z.output<typeof auditQuestion.ask>;
export type AuditAnswer = z.output<typeof auditQuestion.answer>;
