import { AuditFilter } from '@/lib/api/audit';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { route } from '@/lib/http/route';
import { streamed } from '@/lib/http/streamed';
import { auditCsv } from '@/lib/measure/audit-file';

const file = { name: 'aftermerge-audit.csv', type: 'text/csv; charset=utf-8; header=present' };

/** The audit trail, as far as a filter asks for it. */
export const GET = route(async (request) => {
  const filter = readAsk(AuditFilter, new URL(request.url).searchParams);
  return streamed(auditCsv(database(), filter), file);
});
