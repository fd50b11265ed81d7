import * as z from 'zod/mini';
import type { ToldChange, ToldRegression } from '@/lib/api/change';
import type { ChangeRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence, type Evidence } from '@/lib/domain/evidence';
import { RegressionKind, RegressionStatus } from '@/lib/domain/regression';
import { CauseColumns, causeColumns, causeJoins, causeOf } from '@/lib/measure/cause';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';

type Subject = Pick<ChangeColumns, 'repository_id' | 'key' | 'repository'> & {
  repository_url: string | null;
};

const Fact = z.object({
  source: z.string(),
  rule: z.string(),
  matched: z.string(),
  confidence: Confidence,
});
const AttributionFact = z.extend(Fact, { sha: z.nullable(z.string()) });

/** Why the change counts as written by whom it does. */
export async function evidenceOf(database: Database, subject: Subject): Promise<Evidence[]> {
  const found = await rows(
    database,
    AttributionFact,
    Prisma.sql`select source, rule, matched, confidence, sha from attribution_evidence
      where repository_id = ${subject.repository_id} and change_key = ${subject.key}
      order by position`,
  );
  return found.map(({ sha, ...fact }) => (sha === null ? fact : { ...fact, sha }));
}

const RegressionColumns = z.extend(CauseColumns, {
  id: z.guid(),
  kind: RegressionKind,
  status: RegressionStatus,
  confidence: Confidence,
  regressed_at: z.date(),
  day: z.int(),
  evidence: z.array(Fact),
});

/** Its regressions, first one first, each with the evidence for it. */
export async function regressionsOf(
  database: Database,
  subject: Subject,
): Promise<ToldRegression[]> {
  const found = await rows(
    database,
    RegressionColumns,
    Prisma.sql`
    select g.id, g.kind, g.status, g.confidence, g.regressed_at, g.day::int as day,
      ${subject.repository} as repository, ${causeColumns},
      (select coalesce(json_agg(json_build_object('source', e.source, 'rule', e.rule,
          'matched', e.matched, 'confidence', e.confidence) order by e.position), '[]')
        from regression_evidence e
        where e.repository_id = g.repository_id and e.regression_id = g.id) as evidence
    from regression g ${causeJoins}
    where g.repository_id = ${subject.repository_id} and g.change_key = ${subject.key}
    order by g.day, g.regressed_at, g.id`,
  );
  return found.map((row) => ({
    id: `${subject.repository}/${row.id}`,
    kind: row.kind,
    status: row.status,
    confidence: row.confidence,
    regressedAt: row.regressed_at.toISOString(),
    day: row.day,
    cause: causeOf(row),
    evidence: row.evidence,
  }));
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
        and cause_key = ${subject.key})
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
