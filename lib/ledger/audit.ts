import type { Database } from '@/lib/db/client';
import { storableJson } from '@/lib/db/json';
import type { AuditAction } from '@/lib/domain/decision';

/** One thing that somebody decided. */
export interface AuditNote {
  decidedBy: string;
  action: AuditAction;
  /** `owner/name`; null for what is about no single repository. */
  repository: string | null;
  /** The id of the change, regression, rule or setting that it is about. */
  subject: string;
  reason: string;
  before?: object | undefined;
  after?: object | undefined;
}

/** Adds to the audit trail, in the transaction of what was decided. */
export async function noteInAudit(tx: Database, note: AuditNote): Promise<void> {
  const { decidedBy, action, repository, subject, reason, before, after } = note;
  await tx.$executeRaw`
    insert into audit_entry (decided_by, action, repository, subject, reason, before, after)
    values (${decidedBy}, ${action}, ${repository}, ${subject}, ${reason},
      ${before === undefined ? null : storableJson(before)}::jsonb,
      ${after === undefined ? null : storableJson(after)}::jsonb)`;
}
