import * as z from 'zod/mini';
import { limit } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { RepositoryName } from '@/lib/domain/change';
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
  /** Where from; null for commands, and for entries of before it was kept. */
  address: z.nullable(z.string()),
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

/** What people decided, newest first. */
export const auditQuestion = {
  path: '/api/v1/audit',
  ask: z.object({
    /** Part of a subject, of a reason or of who it was, without regard to case. */
    search: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
    repository: z.optional(RepositoryName),
    action: z.optional(AuditAction),
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
