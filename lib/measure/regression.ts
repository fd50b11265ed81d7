import * as z from 'zod/mini';
import type { RegressionAnswer, RegressionAsk } from '@/lib/api/regression';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { change, splitId } from '@/lib/measure/change';

/**
 * One regression's story, with the change that regressed.
 * @returns undefined where no such regression is known.
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
    Prisma.sql`select change_key from regression g join repository r on r.id = g.repository_id
      where r.name = ${repository} and g.id = ${key}::uuid`,
  );
  if (found === undefined) return undefined;
  const told = await change(database, { id: `${repository}/${found.change_key}` });
  const regressed = told?.regressions.find((one) => one.id === id);
  return told === undefined || regressed === undefined
    ? undefined
    : { regression: regressed, change: told };
}
