import { type AreasAnswer, KnownArea } from '@/lib/api/areas';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Sight } from '@/lib/domain/sight';
import { refreshMs } from '@/lib/measure/cells';
import { seenBy } from '@/lib/measure/where';
import { levelOf } from '@/lib/rollup/dimensions';
import { refreshRollup } from '@/lib/rollup/rollup';

/** More than anybody has names for. */
const toldAtMost = 1000;

/** The areas that changes touch which are seen, from the rollup. */
export async function areas(database: Database, sight: Sight): Promise<AreasAnswer> {
  await refreshRollup(database, refreshMs);
  const found = await rows(
    database,
    KnownArea,
    Prisma.sql`select area, sum(c.changes)::int as changes
      from cohort c cross join unnest(c.areas) as area
      where c.level = ${levelOf(['areas'], false)}::int2 and ${seenBy(sight)}
      group by area order by changes desc, area limit ${toldAtMost}`,
  );
  return { areas: found };
}
