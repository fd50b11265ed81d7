import * as z from 'zod/mini';
import type {
  EarlierRegressionsAnswer,
  EarlierRegressionsAsk,
} from '@/lib/api/earlier-regressions';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { causeJoins } from '@/lib/measure/cause';
import { splitId } from '@/lib/measure/change';
import {
  RegressionColumns,
  regressionColumns,
  regressionRow,
} from '@/lib/measure/listed-regressions';

const most = 5;

const Subject = z.object({
  repository_id: z.int(),
  change_key: z.string(),
  regressed_at: z.date(),
  areas: z.array(z.string()),
});

/**
 * The latest regressions before one, of other changes that touched the same areas of its repository.
 * One that a person unlinked is taken to be as old as its change's merge.
 * @returns undefined where no such regression is known.
 */
export async function earlierRegressions(
  database: Database,
  { id }: EarlierRegressionsAsk,
): Promise<EarlierRegressionsAnswer | undefined> {
  const { repository, key } = splitId(id);
  if (!z.guid().safeParse(key).success) return undefined;
  const [subject] = await rows(
    database,
    Subject,
    Prisma.sql`
      select g.repository_id, g.change_key, coalesce(g.regressed_at, c.merged_at) as regressed_at,
        c.areas
      from repository r join (
        select repository_id, id, change_key, regressed_at from regression
        union all
        select repository_id, regression_id, change_key, null from regression_decision
        where decision = 'unlinked') as g on g.repository_id = r.id
      join change c on c.repository_id = g.repository_id and c.key = g.change_key
      where r.name = ${repository} and g.id = ${key}::uuid and c.merged_at is not null`,
  );
  if (subject === undefined) return undefined;
  const { repository_id: repositoryId, change_key: changeKey, regressed_at: at, areas } = subject;
  if (areas.length === 0) return { areas, rows: [] };
  const found = await rows(
    database,
    RegressionColumns,
    Prisma.sql`
      select ${regressionColumns}
      from regression g join change c on c.repository_id = g.repository_id and c.key = g.change_key
      join repository r on r.id = g.repository_id ${causeJoins}
      where g.repository_id = ${repositoryId} and g.regressed_at < ${at}::timestamptz
        and g.change_key <> ${changeKey} and g.status <> 'dismissed' and c.areas && ${areas}::text[]
      order by g.regressed_at desc, g.id desc limit ${most}`,
  );
  return { areas, rows: found.map(regressionRow) };
}
