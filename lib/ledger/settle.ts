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
      broken_main_day = d.broken_main_day, backport_of = d.backport_of, exposed = ${exposed}
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
    where c.repository_id = d.repository_id and c.key = d.key
      and (c.revert_day, c.rollback_day, c.incident_day, c.hotfix_day, c.reported_day,
        c.broken_main_day, c.backport_of, c.exposed)
      is distinct from (d.revert_day, d.rollback_day, d.incident_day, d.hotfix_day, d.reported_day,
        d.broken_main_day, d.backport_of, ${exposed})`;
  await settleRelanded(tx, listed);
}

/** Whether change `c` can regress, when it repeats `d.backport_of`. */
const exposed = Prisma.sql`(c.outcome = 'merged' and c.merged_at is not null
  and c.absorbed_by is null and c.standing <> 'revert' and d.backport_of is null)`;

const relands = Prisma.sql`r.effect = 'relands' and r.cause_type = 'change'
  and r.confidence <> 'low'`;

/** A reapply names the change that it brings back, or the revert that had undone it. */
async function settleRelanded(tx: Prisma.TransactionClient, listed: Prisma.Sql) {
  await tx.$executeRaw`
    with looked as materialized (
      select repository_id, key from ${listed} as t
      union
      select g.repository_id, g.change_key from ${listed} as t
      join regression g on g.repository_id = t.repository_id
        and g.cause_type = 'change' and g.cause_key = t.key
    ),
    relanding as materialized (
      select l.repository_id, l.key, r.at, r.cause_key from looked l
      join reference r on r.repository_id = l.repository_id and r.resolved_key = l.key
      where ${relands}
      union
      select l.repository_id, l.key, r.at, r.cause_key from looked l
      join regression g on g.repository_id = l.repository_id and g.change_key = l.key
        and g.cause_type = 'change'
      join reference r on r.repository_id = g.repository_id and r.resolved_key = g.cause_key
      where ${relands}
    ),
    relanded as (
      select l.repository_id, l.key, (array_agg(r.cause_key order by r.at, r.cause_key)
        filter (where r.cause_key is not null))[1] as relanded_by
      from looked l left join relanding r using (repository_id, key) group by 1, 2)
    update change c set relanded_by = l.relanded_by
    from relanded l
    where c.repository_id = l.repository_id and c.key = l.key and c.standing <> 'revert'
      and c.relanded_by is distinct from l.relanded_by`;
}

/** The first day of a kind among regressions `g`, 0 for none. */
export function firstDay(kind: string): Prisma.Sql {
  return Prisma.sql`coalesce(min(g.day) filter (where g.kind = ${kind}), 0)`;
}
