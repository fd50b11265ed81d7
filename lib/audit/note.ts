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
export function noteInAudit(tx: Database, note: AuditNote): Promise<void> {
  return noteAllInAudit(tx, [note]);
}

/** Adds many things to the audit trail at once, in their order. */
export async function noteAllInAudit(tx: Database, notes: readonly AuditNote[]): Promise<void> {
  const request = presentRequest();
  const from = { personId: null, tokenId: null, ...request?.from };
  const told = notes.map(({ decidedBy, personId, before, after, ...note }) => ({
    ...note,
    decided_by: decidedBy,
    person_id: personId ?? from.personId,
    before: before ?? null,
    after: after ?? null,
  }));
  await tx.$executeRaw`
    insert into audit_entry
      (decided_by, person_id, token_id, action, repository, subject, reason, before, after, address,
        request_id)
    select decided_by, person_id, ${from.tokenId}::int, action, repository, subject, reason,
      nullif(before, 'null'), nullif(after, 'null'),
      ${request?.address ?? null}::text, ${request?.id ?? null}::text
    from rows from (jsonb_to_recordset(${storableJson(told)}::jsonb) as (decided_by text, person_id text, action text,
      repository text, subject text, reason text, before jsonb, after jsonb)) with ordinality as n
    order by n.ordinality`;
}
