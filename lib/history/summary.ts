import * as z from 'zod/mini';
import type { ImportSummary } from '@/lib/api/imports';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';

const Counted = z.object({
  repository_id: z.int(),
  authorship: z.nullable(Authorship),
  agent: z.nullable(z.string()),
  changes: z.int(),
});
const Found = z.object({ repository_id: z.int(), regressions: z.int(), unlinked_reverts: z.int() });

/** What is known of the merged changes of each repository, whoever told of them. */
export async function loadSummaries(
  database: Database,
  repositoryIds: readonly number[],
): Promise<Map<number, ImportSummary>> {
  const ids = Prisma.sql`select unnest(${repositoryIds}::int[]) as repository_id`;
  const [counted, found] = await Promise.all([
    rows(
      database,
      Counted,
      Prisma.sql`
      select repository_id, authorship, agent, count(*)::int as changes from change
      where repository_id in (${ids}) and outcome = 'merged' and absorbed_by is null
      group by grouping sets ((repository_id, authorship), (repository_id, agent))
      having authorship is not null or agent is not null
      order by 1, 4 desc, 2, 3`,
    ),
    rows(
      database,
      Found,
      Prisma.sql`
      select i.repository_id,
        (select count(*)::int from regression r
          where r.repository_id = i.repository_id and r.status = 'confirmed') as regressions,
        (select count(*)::int from (
          select from reference f
          where f.repository_id = i.repository_id and f.kind = 'revert' and f.effect = 'undoes'
            and f.confidence <> 'low'
          group by f.cause_type, f.cause_key
          having count(f.resolved_key) = 0) as unlinked) as unlinked_reverts
      from (${ids}) as i`,
    ),
  ]);
  return new Map(
    found.map(({ repository_id, regressions, unlinked_reverts }) => {
      const own = counted.filter((row) => row.repository_id === repository_id);
      const byAuthorship = own.flatMap(({ authorship, changes }) =>
        authorship === null ? [] : { authorship, changes },
      );
      return [
        repository_id,
        {
          changes: byAuthorship.reduce((sum, { changes }) => sum + changes, 0),
          byAuthorship,
          byAgent: own.flatMap(({ agent, changes }) => (agent === null ? [] : { agent, changes })),
          regressions,
          unlinkedReverts: unlinked_reverts,
        },
      ];
    }),
  );
}
