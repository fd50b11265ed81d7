import { Prisma } from '@/lib/db/generated/client';

/**
 * The checks of `change c` by name and conclusion, as a table: those of its commits and of the commit that
 * landed it; of several runs of one name the last one within a day of merge counts.
 */
export const lastChecks = Prisma.sql`(
  select distinct on (k.name) k.name, k.conclusion
  from check_run k
  where k.repository_id = c.repository_id
    and k.sha in (
      select c.merge_sha union all
      select m.sha from change_commit m
      where m.repository_id = c.repository_id and m.change_key = c.key)
    and k.finished_at <= c.merged_at + interval '1 day'
    and k.conclusion in ('passed', 'failed')
  order by k.name, k.finished_at desc, k.conclusion, k.sha)`;
