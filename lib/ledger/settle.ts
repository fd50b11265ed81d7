import { Prisma } from '@/lib/db/generated/client';
import { type Touched, touchedTable } from '@/lib/ledger/touched';

/**
 * What follows for the listed changes from references and regressions: whether they are exposed, the
 * day of the first confirmed regression of each kind, and who brought them back.
 */
export async function settleChanges(tx: Prisma.TransactionClient, changes: Touched) {
  const listed = touchedTable(changes);
  await tx.$executeRaw`
    update change c set
      revert_day = d.revert_day, rollback_day = d.rollback_day, incident_day = d.incident_day,
      hotfix_day = d.hotfix_day, reported_day = d.reported_day,
      broken_main_day = d.broken_main_day, backport_of = d.backport_of,
      exposed = c.outcome = 'merged' and c.merged_at is not null and c.absorbed_by is null
        and c.standing <> 'revert' and d.backport_of is null
    from (
      select t.repository_id, t.key,
        ${firstDay('revert')} as revert_day, ${firstDay('rollback')} as rollback_day,
        ${firstDay('incident')} as incident_day, ${firstDay('hotfix')} as hotfix_day,
        ${firstDay('reported')} as reported_day, ${firstDay('broken-main')} as broken_main_day,
        (select r.resolved_key from reference r
          where r.repository_id = t.repository_id and r.cause_type = 'change'
            and r.cause_key = t.key and r.effect = 'repeats' and r.confidence <> 'low'
            and r.resolved_key is not null
          order by r.position limit 1) as backport_of
      from ${listed} as t
      left join regression g on g.repository_id = t.repository_id and g.change_key = t.key
        and g.status = 'confirmed'
      group by t.repository_id, t.key
    ) as d
    where c.repository_id = d.repository_id and c.key = d.key`;
  await settleRelanded(tx, listed);
}

/** A reapply names the change that it brings back, or the revert that had undone it. */
async function settleRelanded(tx: Prisma.TransactionClient, listed: Prisma.Sql) {
  await tx.$executeRaw`
    with looked as materialized (
      select repository_id, key from ${listed} as t
      union
      select g.repository_id, g.change_key from ${listed} as t
      join regression g on g.repository_id = t.repository_id
        and g.cause_type = 'change' and g.cause_key = t.key
    )
    update change c set relanded_by = (
      select r.cause_key from reference r
      where r.repository_id = l.repository_id and r.effect = 'relands'
        and r.cause_type = 'change' and r.confidence <> 'low'
        and (r.resolved_key = l.key or r.resolved_key in (
          select g.cause_key from regression g
          where g.repository_id = l.repository_id and g.change_key = l.key
            and g.cause_type = 'change'))
      order by r.at, r.cause_key limit 1)
    from looked l
    where c.repository_id = l.repository_id and c.key = l.key and c.standing <> 'revert'`;
}

/** The first day of a kind among regressions `g`, 0 for none. */
export function firstDay(kind: string): Prisma.Sql {
  return Prisma.sql`coalesce(min(g.day) filter (where g.kind = ${kind}), 0)`;
}
