import * as z from 'zod/mini';
import type { RegressionAnswer, RegressionAsk } from '@/lib/api/regression';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { change, splitId } from '@/lib/measure/change';

/**
 * One regression's story, with the change that regressed.
 * @returns undefined where no such regression is known, nor one that a person unlinked.
 */
export async function regression(
  database: Database,
  { id }: RegressionAsk,
): Promise<RegressionAnswer | undefined> {
  const { repository, key } = splitId(id);
  if (!z.guid().safeParse(key).success) return undefined;
  const [found] = await rows(
    database,
    z.object({ change_key: z.string() }),
    Prisma.sql`
      select g.change_key from repository r cross join lateral (
        select change_key from regression
        where repository_id = r.id and id = ${key}::uuid
        union
        select change_key from regression_decision
        where repository_id = r.id and regression_id = ${key}::uuid and decision = 'unlinked') as g
      where r.name = ${repository}`,
  );
  if (found === undefined) return undefined;
  const told = await change(database, { id: `${repository}/${found.change_key}` });
  if (told === undefined) return undefined;
  return { regression: told.regressions.find((one) => one.id === id) ?? null, change: told };
}
