import * as z from 'zod/mini';
import { type AuditFilter, AuditRow } from '@/lib/api/audit';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { csvLine } from '@/lib/domain/csv';
import { auditColumns, auditWhere } from '@/lib/measure/audit';

/** Few enough to hold in memory, enough for a query to be worth its while. */
const rowsAtOnce = 2_000;

const Entry = z.extend(z.omit(AuditRow, { undo: true }), { at: z.date() });
type Entry = z.output<typeof Entry>;

const json = (facts: unknown) => (facts === null ? null : JSON.stringify(facts));

/** The columns of the CSV, in order. */
const columns: Record<string, (entry: Entry) => string | number | null> = {
  id: ({ id }) => id,
  at: ({ at }) => at.toISOString(),
  by: ({ decidedBy }) => decidedBy,
  person_id: ({ personId }) => personId,
  token_id: ({ tokenId }) => tokenId,
  address: ({ address }) => address,
  request_id: ({ requestId }) => requestId,
  action: ({ action }) => action,
  repository: ({ repository }) => repository,
  subject: ({ subject }) => subject,
  reason: ({ reason }) => reason,
  before: ({ before }) => json(before),
  after: ({ after }) => json(after),
};

/** The entries of a filter as CSV with a header, newest first, page by page. */
export async function* auditCsv(database: Database, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  for await (const page of entries(database, filter)) {
    yield page.map((entry) => csvLine(Object.values(columns).map((tell) => tell(entry)))).join('');
  }
}

/** The entries of a filter as one JSON array, newest first, page by page. */
export async function* auditJson(database: Database, filter: AuditFilter): AsyncGenerator<string> {
  let before = '[';
  for await (const page of entries(database, filter)) {
    yield `${before}${page.map((entry) => JSON.stringify(entry)).join(',\n')}`;
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

async function* entries(database: Database, filter: AuditFilter): AsyncGenerator<Entry[]> {
  let last: string | undefined;
  for (;;) {
    const after = last === undefined ? Prisma.empty : Prisma.sql`and a.id < ${last}::bigint`;
    const page: Entry[] = await rows(
      database,
      Entry,
      Prisma.sql`select ${auditColumns} from audit_entry a where ${auditWhere(filter)} ${after}
        order by a.id desc limit ${rowsAtOnce}`,
    );
    if (page.length > 0) yield page;
    last = page.at(-1)?.id;
    if (page.length < rowsAtOnce) return;
  }
}
