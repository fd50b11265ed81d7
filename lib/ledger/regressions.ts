import { Prisma } from '@/lib/db/generated/client';
import { type Touched, touchedTable } from '@/lib/ledger/touched';

/**
 * Derives the regressions of the listed changes anew from the references that resolve to them, and
 * what follows for the change itself: the day of its first confirmed regression of each kind, and who
 * brought it back. One regression per change, kind and cause; its id is made from those three.
 */
export async function applyRegressions(tx: Prisma.TransactionClient, changes: Touched) {
  const listed = touchedTable(changes);
  await tx.$executeRaw`
    delete from regression_evidence e using regression r
    where e.repository_id = r.repository_id and e.regression_id = r.id
      and (r.repository_id, r.change_key) in ${listed}`;
  await tx.$executeRaw`
    delete from regression where (repository_id, change_key) in ${listed}`;
  await tx.$executeRaw`
    with named as materialized (
      select r.*, c.merged_at,
        md5(concat_ws(' ', c.repository_id, c.key, r.kind, r.cause_type, r.cause_key))::uuid as id,
        ${strength} as strength
      from ${listed} as t
      join change c using (repository_id, key)
      join reference r on r.repository_id = c.repository_id and r.resolved_key = c.key
      where r.effect = 'undoes' and c.outcome = 'merged' and c.merged_at is not null
    ),
    standing as materialized (
      select * from named n
      where not exists (
        select from reference r
        where r.repository_id = n.repository_id and r.cause_type = n.cause_type
          and r.cause_key = n.cause_key and r.resolved_key is not null
          and ${strength} < n.strength)
    ),
    written as (
      insert into regression (repository_id, id, change_key, kind, status, cause_type, cause_key,
        regressed_at, day, confidence)
      select repository_id, id, min(resolved_key), min(kind),
        case when min(${sureness}) < 3 then 'confirmed' else 'suspected' end,
        min(cause_type), min(cause_key), min(at),
        least(32767, greatest(1, ceil(extract(epoch from min(at) - min(merged_at)) / 86400)))::smallint,
        (array['high', 'medium', 'low'])[min(${sureness})]
      from standing group by repository_id, id
    )
    insert into regression_evidence
      (repository_id, regression_id, position, source, rule, matched, confidence)
    select repository_id, id,
      row_number() over (partition by repository_id, id order by position) - 1,
      source, rule, matched, confidence
    from named where exists (
      select from standing s where s.repository_id = named.repository_id and s.id = named.id)`;
  await settleChanges(tx, listed);
}

/** A sha is surer than a number, a number than a title: the strongest that resolves is believed. */
const strength = Prisma.sql`case r.target_form when 'sha' then 1 when 'sha-prefix' then 1 when 'number' then 2 else 3 end`;
const sureness = Prisma.sql`case confidence when 'high' then 1 when 'medium' then 2 else 3 end`;

async function settleChanges(tx: Prisma.TransactionClient, listed: Prisma.Sql) {
  await tx.$executeRaw`
    update change c set
      revert_day = d.revert_day, rollback_day = d.rollback_day, incident_day = d.incident_day,
      hotfix_day = d.hotfix_day, reported_day = d.reported_day,
      broken_main_day = d.broken_main_day
    from (
      select t.repository_id, t.key,
        ${firstDay('revert')} as revert_day, ${firstDay('rollback')} as rollback_day,
        ${firstDay('incident')} as incident_day, ${firstDay('hotfix')} as hotfix_day,
        ${firstDay('reported')} as reported_day, ${firstDay('broken-main')} as broken_main_day
      from ${listed} as t
      left join regression g on g.repository_id = t.repository_id and g.change_key = t.key
        and g.status = 'confirmed'
      group by t.repository_id, t.key
    ) as d
    where c.repository_id = d.repository_id and c.key = d.key`;
  // A reapply names the change that it brings back, or the revert that had undone it.
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

function firstDay(kind: string): Prisma.Sql {
  return Prisma.sql`coalesce(min(g.day) filter (where g.kind = ${kind}), 0)`;
}
