import { beforeAll, describe, expect, it } from 'vitest';
import { AuditFilter, auditQuestion } from '@/lib/api/audit';
import { noteInAudit } from '@/lib/audit/note';
import { testDatabase } from '@/lib/db/test-database';
import { audit } from '@/lib/measure/audit';
import { auditCsv, auditJson } from '@/lib/measure/audit-file';
import { duringRequest } from '@/lib/request';

const db = testDatabase();
const ada = 'Ada <ada@example.org>';
const manyEntries = 4_500;

beforeAll(async () => {
  const note = { repository: null, reason: '', action: 'make-token' } as const;
  await duringRequest({ id: 'request-1', address: '192.0.2.7', from: { personId: 'p1' } }, () =>
    noteInAudit(db.prisma, {
      ...note,
      decidedBy: ada,
      subject: 'token 1',
      reason: '=HYPERLINK("https://example.org")',
      after: { name: 'CI, "nightly"' },
    }),
  );
  await noteInAudit(db.prisma, { ...note, decidedBy: 'npm run token', subject: 'token 2' });
  await db.prisma.$executeRaw`
    insert into audit_entry (at, decided_by, action, subject, reason)
    select '2026-01-01T12:00:00Z'::timestamptz + interval '1 hour' * (i % 48), 'bulk', 'sign-in', 's' || i, ''
    from generate_series(1, ${manyEntries}::int) as i`;
});

async function whole(texts: AsyncGenerator<string>): Promise<string> {
  let all = '';
  for await (const text of texts) all += text;
  return all;
}
const read = (filter: object) => audit(db.prisma, auditQuestion.ask.parse(filter));
const csv = (filter: object) => whole(auditCsv(db.prisma, AuditFilter.parse(filter)));
const json = async (filter: object) =>
  JSON.parse(await whole(auditJson(db.prisma, AuditFilter.parse(filter))));

describe('the audit trail', () => {
  it.each([
    [{ by: 'ADA@' }, 1],
    [{ by: '192.0.2.7' }, 1],
    [{ by: '192.0.2' }, 0],
    [{ action: 'make-token' }, 2],
    [{ search: 'token', by: 'npm' }, 1],
    [{ from: '2026-01-02', to: '2026-01-02', action: 'sign-in' }, 2_256],
    [{ to: '2026-01-03' }, manyEntries],
    [{ to: '2025-12-31' }, 0],
  ])('is searched by %j', async (filter, count) => {
    expect((await read(filter)).total).toBe(count);
    expect(await json(filter)).toHaveLength(count);
  });

  it('is had whole as JSON, newest first, each entry once', async () => {
    const entries: { id: string }[] = await json({});
    expect(entries).toHaveLength(manyEntries + 2);
    const ids = entries.map(({ id }) => Number(id));
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  });

  it('is had as CSV with nothing that a spreadsheet would run', async () => {
    const [head, line, ...more] = (await csv({ by: 'ada' })).split('\r\n');
    expect(head).toMatch(/^id,at,by,person_id,token_id,address,request_id,action,/);
    expect(line).toMatch(/,Ada <ada@example\.org>,p1,,192\.0\.2\.7,request-1,make-token,,token 1,/);
    expect(line).toContain('"\'=HYPERLINK(""https://example.org"")"');
    expect(more).toEqual(['']);
    expect((await csv({})).match(/\r\n/g)).toHaveLength(manyEntries + 3);
  });
});
