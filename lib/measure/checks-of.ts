import { Prisma } from '@/lib/db/generated/client';

/**
 * How the checks of `change c` stood, as a CheckOutcome: those of its commits and of the commit that landed
 * it; of several runs the last one within a day of merge counts.
 */
export const checksOf = Prisma.sql`(
  select case bool_and(last.conclusion = 'passed')
    when true then 'passed' when false then 'failed' else 'not-known' end
  from (
    select distinct on (k.name) k.conclusion
    from check_run k
    where k.repository_id = c.repository_id
      and k.sha in (
        select c.merge_sha union all
        select m.sha from change_commit m
        where m.repository_id = c.repository_id and m.change_key = c.key)
      and k.finished_at <= c.merged_at + interval '1 day'
      and k.conclusion in ('passed', 'failed')
    order by k.name, k.finished_at desc) as last)`;
