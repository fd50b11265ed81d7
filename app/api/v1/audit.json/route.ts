import { AuditFilter } from '@/lib/api/audit';
import { streamed } from '@/lib/http/streamed';
import { auditJson } from '@/lib/measure/audit-file';

/** The audit trail, as far as a filter asks for it. */
export const GET = streamed({ ask: AuditFilter }, auditJson, 'aftermerge-audit.json');
