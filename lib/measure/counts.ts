import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/measure/range';
import { cohortWhere, firstDay, followUpOf, repositories } from '@/lib/measure/where';

/** Changes and first regressions of one group of merges and one authorship, by days watched. */
export interface Counts {
  entrants: { followUpDays: number; count: number }[];
  events: { day: number; followUpDays: number; count: number }[];
}

const Entrants = z.object({
  bucket: z.string(),
  authorship: Authorship,
  follow_up: z.int(),
  changes: z.int(),
});
const Events = z.extend(Entrants, { day: z.int() });

/**
 * The histogram that every rate is made from, read from the two rollup tables.
 * @param bucket an expression over `c.merged_on` to count apart by, as a date.
 * @returns by `bucket` and authorship; what has no change is absent.
 */
export async function counts(
  database: Database,
  filter: Filter,
  range: Range,
  bucket: Prisma.Sql,
): Promise<Map<string, Counts>> {
  const where = cohortWhere(filter, range);
  const followUp = followUpOf(Prisma.sql`c.merged_on`, filter.window);
  const from = Prisma.sql`join ${repositories(filter)} as r on r.id = c.repository_id`;
  const [entrants, events] = await Promise.all([
    rows(
      database,
      Entrants,
      Prisma.sql`
      select (${bucket})::text as bucket, authorship, ${followUp} as follow_up,
        sum(changes)::int as changes
      from cohort c ${from} where ${where} group by 1, 2, 3`,
    ),
    rows(
      database,
      Events,
      Prisma.sql`
      select bucket::text, authorship, follow_up, day, sum(changes)::int as changes
      from (
        select ${bucket} as bucket, authorship, ${followUp} as follow_up,
          ${firstDay(filter.kind)} as day, changes
        from cohort_event c ${from} where ${where}) as e
      where day <= follow_up group by 1, 2, 3, 4`,
    ),
  ]);
  const groups = new Map<string, Counts>();
  const of = (row: { bucket: string; authorship: Authorship }) => {
    const key = countsKey(row.bucket, row.authorship);
    const known = groups.get(key) ?? { entrants: [], events: [] };
    groups.set(key, known);
    return known;
  };
  for (const row of entrants) {
    of(row).entrants.push({ followUpDays: row.follow_up, count: row.changes });
  }
  for (const row of events) {
    of(row).events.push({ day: row.day, followUpDays: row.follow_up, count: row.changes });
  }
  return groups;
}

export const countsKey = (bucket: string, authorship: Authorship) => `${bucket} ${authorship}`;
