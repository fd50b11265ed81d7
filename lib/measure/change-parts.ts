import * as z from 'zod/mini';
import type { ToldChange, ToldOverride } from '@/lib/api/change';
import type { ChangeRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import { Confidence, type Evidence } from '@/lib/domain/evidence';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';

type Subject = Pick<ChangeColumns, 'repository_id' | 'key' | 'repository'> & {
  repository_url: string | null;
};

const Fact = z.object({
  source: z.string(),
  rule: z.string(),
  matched: z.string(),
  confidence: Confidence,
  sha: z.nullable(z.string()),
});

/** Why the change counts as written by whom it does. */
export async function evidenceOf(database: Database, subject: Subject): Promise<Evidence[]> {
  const found = await rows(
    database,
    Fact,
    Prisma.sql`select source, rule, matched, confidence, sha from attribution_evidence
      where repository_id = ${subject.repository_id} and change_key = ${subject.key}
      order by position`,
  );
  return found.map(({ sha, ...fact }) => (sha === null ? fact : { ...fact, sha }));
}

const OverrideRow = z.object({
  authorship: Authorship,
  agent: z.nullable(z.string()),
  reason: z.string(),
  decidedBy: z.string(),
  decidedAt: z.date(),
});

/** What a person said of who wrote it; null where the marks decide. */
export async function overrideOf(
  database: Database,
  subject: Subject,
): Promise<ToldOverride | null> {
  const [found] = await rows(
    database,
    OverrideRow,
    Prisma.sql`
    select authorship, agent, reason, decided_by as "decidedBy", decided_at as "decidedAt"
    from authorship_override
    where repository_id = ${subject.repository_id} and change_key = ${subject.key}`,
  );
  return found === undefined ? null : { ...found, decidedAt: found.decidedAt.toISOString() };
}

/** The change whose work this one repeats on another branch. */
export async function backportedBy(
  database: Database,
  subject: Subject,
  key: string | null,
): Promise<ChangeRow | null> {
  if (key === null) return null;
  const [found] = await rows(
    database,
    ChangeColumns,
    Prisma.sql`select ${changeColumns} from change c join repository r on r.id = c.repository_id
      where c.repository_id = ${subject.repository_id} and c.key = ${key}`,
  );
  return found === undefined ? null : changeRow(found, null);
}

/** The changes that this one undid. */
export async function undidBy(database: Database, subject: Subject): Promise<ChangeRow[]> {
  const found = await rows(
    database,
    ChangeColumns,
    Prisma.sql`
    select ${changeColumns} from change c join repository r on r.id = c.repository_id
    where c.repository_id = ${subject.repository_id} and c.key in (
      select change_key from regression
      where repository_id = ${subject.repository_id} and cause_type = 'change'
        and cause_key = ${subject.key} and kind = 'revert' and status = 'confirmed')
    order by c.merged_at, c.key`,
  );
  return found.map((row) => changeRow(row, null));
}

const CommitColumns = z.object({
  sha: z.string(),
  message: z.string(),
  author_name: z.nullable(z.string()),
  committed_at: z.date(),
});

/** Its commits, oldest first. */
export async function commitsOf(
  database: Database,
  subject: Subject,
): Promise<ToldChange['commits']> {
  const found = await rows(
    database,
    CommitColumns,
    Prisma.sql`
    select sha, facts #>> '{value,message}' as message,
      facts #>> '{value,author,name}' as author_name,
      (facts #>> '{value,committedAt}')::timestamptz as committed_at
    from change_commit
    where repository_id = ${subject.repository_id} and change_key = ${subject.key}
    order by 4, 1 limit 500`,
  );
  return found.map(({ sha, message, author_name, committed_at }) => ({
    sha,
    title: message.split('\n', 1)[0] ?? '',
    authorName: author_name,
    committedAt: committed_at.toISOString(),
    url: subject.repository_url === null ? null : `${subject.repository_url}/commit/${sha}`,
  }));
}
