import type { Database } from '@/lib/db/client';
import { storableJson } from '@/lib/db/json';
import type { AuditAction } from '@/lib/domain/decision';
import { presentRequest } from '@/lib/request';

/** One thing that somebody decided. */
export interface AuditNote {
  /** Who it was, in words that stay when they are gone. */
  decidedBy: string;
  /** The person that it was, where that is not whom the request is from. */
  personId?: string | undefined;
  action: AuditAction;
  /** `owner/name`; null for what is about no single repository. */
  repository: string | null;
  /** The id of the change, regression, rule, setting, person, token or source that it is about. */
  subject: string;
  reason: string;
  before?: object | undefined;
  after?: object | undefined;
}

/** Adds to the audit trail, with where it came from, in the transaction of what was decided. */
export async function noteInAudit(tx: Database, note: AuditNote): Promise<void> {
  const request = presentRequest();
  const { decidedBy, action, repository, subject, reason, before, after } = note;
  const { personId, tokenId } = { personId: null, tokenId: null, ...request?.from };
  await tx.$executeRaw`
    insert into audit_entry (decided_by, person_id, token_id, action, repository, subject, reason,
      before, after, address, request_id)
    values (${decidedBy}, ${note.personId ?? personId}, ${tokenId}::int, ${action}, ${repository},
      ${subject}, ${reason},
      ${before === undefined ? null : storableJson(before)}::jsonb,
      ${after === undefined ? null : storableJson(after)}::jsonb,
      ${request?.address ?? null}, ${request?.id ?? null})`;
}
