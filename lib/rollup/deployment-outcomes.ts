import { Prisma } from '@/lib/db/generated/client';

/** A repository's first deployment brings out what was merged in so many days before it. */
export const firstReaches = Prisma.sql`interval '30 days'`;

const production = (row: string) =>
  Prisma.sql`${Prisma.raw(row)}.production and ${Prisma.raw(row)}.conclusion = 'succeeded'`;

/**
 * Works out anew what became of the production deployments that brought out the changes of the listed
 * months: those that finished in them, and the first one after each. `listed` is a table
 * `(repository_id, month)`.
 */
export async function countDeploymentOutcomes(
  tx: Prisma.TransactionClient,
  listed: Prisma.Sql,
): Promise<void> {
  const months = Prisma.sql`(
    select repository_id, month from ${listed} as l
    union
    select l.repository_id, date_trunc('month', n.finished_at at time zone 'UTC')::date
    from ${listed} as l
    cross join lateral (
      select d.finished_at from deployment d
      where d.repository_id = l.repository_id and ${production('d')}
        and d.finished_at >= (l.month + interval '1 month') at time zone 'UTC'
      order by d.finished_at limit 1) as n)`;
  await tx.$executeRaw`
    delete from deployment_outcome where (repository_id, month) in ${months}`;
  await tx.$executeRaw`
    insert into deployment_outcome (repository_id, key, month, finished_at, changes, agent_changes,
      failed_hours, recovered_hours, rework)
    with span as materialized (
      select d.repository_id, d.key, m.month, d.finished_at, coalesce((
          select max(p.finished_at) from deployment p
          where p.repository_id = d.repository_id and ${production('p')}
            and p.service is not distinct from d.service and p.finished_at < d.finished_at),
          d.finished_at - ${firstReaches}) as since
      from ${months} as m
      join deployment d on d.repository_id = m.repository_id and ${production('d')}
        and d.finished_at >= m.month::timestamp at time zone 'UTC'
        and d.finished_at < (m.month + interval '1 month') at time zone 'UTC')
    select s.repository_id, s.key, s.month, s.finished_at, b.changes, b.agent_changes,
      extract(epoch from f.failed_at - s.finished_at) / 3600,
      case when f.recovered_at is not null
        then extract(epoch from greatest(f.recovered_at, f.failed_at) - s.finished_at) / 3600 end,
      exists (
        select from regression g
        where g.repository_id = s.repository_id and g.status = 'confirmed' and (
          (g.kind = 'rollback' and g.cause_type = 'deployment' and g.cause_key = s.key)
          or (g.kind in ('revert', 'hotfix') and g.cause_type = 'change' and g.cause_key in (
            select c.key from change c where c.repository_id = s.repository_id
              and c.merged_at > s.since and c.merged_at <= s.finished_at)))) as rework
    from span s
    cross join lateral (
      select (count(*) filter (where c.authorship <> 'automation'))::int as changes,
        (count(*) filter (where c.authorship in ('agent', 'assisted')))::int as agent_changes
      from change c where c.repository_id = s.repository_id and c.exposed
        and c.merged_at > s.since and c.merged_at <= s.finished_at) as b
    left join lateral (
      select g.regressed_at as failed_at, case
          when g.cause_type = 'incident' then (
            select i.resolved_at from incident i
            where i.repository_id = g.repository_id and i.key = g.cause_key)
          when g.kind = 'rollback' then g.regressed_at
          else (
            select min(n.finished_at) from deployment n
            where n.repository_id = g.repository_id and ${production('n')}
              and n.finished_at >= g.regressed_at) end as recovered_at
      from change c
      join regression g on g.repository_id = c.repository_id and g.change_key = c.key
        and g.status = 'confirmed' and g.kind in ('rollback', 'incident', 'hotfix', 'revert')
        and g.regressed_at > s.finished_at
      where c.repository_id = s.repository_id and c.exposed
        and c.merged_at > s.since and c.merged_at <= s.finished_at
      order by g.regressed_at, g.id limit 1) as f on true`;
}
