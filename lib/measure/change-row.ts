import * as z from 'zod/mini';
import type { ChangeRow } from '@/lib/api/rows';
import { Prisma } from '@/lib/db/generated/client';
import { Authorship, KindOfWork, Mode, Outcome, SizeBucket } from '@/lib/domain/change';

/** The columns of a change as lists show it, for `change c join repositories r`. */
export const changeColumns = Prisma.sql`
  c.repository_id, c.key, r.name as repository, c.number, c.title, c.url, c.outcome, c.merged_at,
  c.authorship, c.agent, c.mode, c.kind_of_work, c.size_bucket,
  case when c.additions is null and c.deletions is null then null
    else coalesce(c.additions, 0) + coalesce(c.deletions, 0) end as size_lines`;

export const ChangeColumns = z.object({
  repository_id: z.int(),
  key: z.string(),
  repository: z.string(),
  number: z.nullable(z.int()),
  title: z.string(),
  url: z.nullable(z.string()),
  outcome: Outcome,
  merged_at: z.nullable(z.date()),
  authorship: Authorship,
  agent: z.nullable(z.string()),
  mode: z.nullable(Mode),
  kind_of_work: KindOfWork,
  size_bucket: SizeBucket,
  size_lines: z.nullable(z.int()),
});
export type ChangeColumns = z.output<typeof ChangeColumns>;

/** A row of the database as the API tells it. */
export function changeRow(row: ChangeColumns, regressedOnDay: number | null): ChangeRow {
  return {
    id: `${row.repository}/${row.key}`,
    repository: row.repository,
    number: row.number,
    title: row.title,
    url: row.url,
    outcome: row.outcome,
    mergedAt: row.merged_at?.toISOString() ?? null,
    authorship: row.authorship,
    agent: row.agent,
    mode: row.mode,
    kindOfWork: row.kind_of_work,
    sizeBucket: row.size_bucket,
    sizeLines: row.size_lines,
    regressedOnDay,
  };
}
