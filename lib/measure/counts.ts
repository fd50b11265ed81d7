import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/measure/range';
import { cohortLevel, cohortWhere, firstDay, followUpOf, repositories } from '@/lib/measure/where';

/** Changes and first regressions of one group of merges and one authorship, by days watched. */
export interface Counts {
  entrants: { followUpDays: number; count: number }[];
  events: { day: number; followUpDays: number; count: number }[];
}

const Row = z.object({
  bucket: z.string(),
  authorship: Authorship,
  follow_up: z.int(),
  /** The day of the first regression; null on the rows that count every change. */
  day: z.nullable(z.int()),
  changes: z.int(),
});

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
  const join = Prisma.sql`join ${repositories(filter)} as r on r.id = c.repository_id`;
  const followUp = followUpOf(Prisma.sql`c.merged_on`, filter.window, Prisma.sql`c.as_of`);
  // Added up by day first: what is asked of each cell is then worked out once a day, not once a cell.
  // One statement, so that both tables are read at one moment.
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select (${bucket})::text as bucket, authorship, ${followUp} as follow_up, null as day,
      sum(changes)::int as changes
    from (
      select c.merged_on, c.authorship, r.as_of, sum(c.changes) as changes
      from cohort c ${join} where ${cohortLevel(filter)} and ${where} group by 1, 2, 3) as c
    group by 1, 2, 3
    union all
    select bucket, authorship, follow_up, day, sum(changes)::int
    from (
      select (${bucket})::text as bucket, c.authorship, ${followUp} as follow_up, c.day, c.changes
      from (
        select c.merged_on, c.authorship, r.as_of, ${firstDay(filter.kind)}::int as day,
          sum(c.changes) as changes
        from cohort_event c ${join}
        where c.suspected = ${filter.suspected === 'counted'} and ${where} group by 1, 2, 3, 4) as c) as e
    where day <= follow_up group by 1, 2, 3, 4`,
  );
  const groups = new Map<string, Counts>();
  for (const { bucket: start, authorship, follow_up: followUpDays, day, changes: count } of found) {
    const key = countsKey(start, authorship);
    const group = groups.get(key) ?? { entrants: [], events: [] };
    groups.set(key, group);
    if (day === null) group.entrants.push({ followUpDays, count });
    else group.events.push({ day, followUpDays, count });
  }
  return groups;
}

export const countsKey = (bucket: string, authorship: Authorship) => `${bucket} ${authorship}`;
