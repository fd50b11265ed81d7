import { Prisma } from '@/lib/db/generated/client';
import { type Touched, touchedTable } from '@/lib/ledger/touched';

/**
 * Derives the regressions of the listed changes anew from the references that resolve to them and
 * from what people decided. One regression per change, kind and cause; its id is made from those.
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
      select f.*, c.merged_at, ${regressionIdOf(Prisma.sql`f.repository_id`, Prisma.sql`f`)} as id
      from ${listed} as t
      join change c using (repository_id, key)
      join lateral (${found}) as f on true
      where c.outcome = 'merged' and c.merged_at is not null
    ),
    standing as materialized (
      select * from named n
      where n.strength = 0 or (not exists (
        select from reference r
        where r.repository_id = n.repository_id and r.cause_type = n.cause_type
          and r.cause_key = n.cause_key and r.kind = n.kind and r.effect = 'undoes'
          and r.resolved_key is not null and ${strength} < n.strength)
        and not (n.kind = 'incident' and n.strength > ${namesBoth} and exists (
          select from reference m join reference r using (repository_id, cause_type, cause_key)
          where m.repository_id = n.repository_id and m.resolved_key = n.cause_key
            and m.effect = 'mends' and ${repairs})))
    ),
    derived as (
      select s.repository_id, s.id, min(s.change_key) as change_key, min(s.kind) as kind,
        min(s.cause_type) as cause_type, min(s.cause_key) as cause_key, min(s.at) as at,
        min(s.merged_at) as merged_at, min(s.sureness) as sureness
      from standing s group by s.repository_id, s.id
    ),
    written as (
      insert into regression (repository_id, id, change_key, kind, status, cause_type, cause_key,
        regressed_at, day, confidence)
      select d.repository_id, d.id, d.change_key, d.kind,
        case when p.decision = 'dismissed' then 'dismissed'
          when p.decision is not null or d.sureness < 3 then 'confirmed' else 'suspected' end,
        d.cause_type, d.cause_key, d.at,
        least(32767, greatest(1, ceil(extract(epoch from d.at - d.merged_at) / 86400)))::smallint,
        (array['high', 'medium', 'low'])[d.sureness]
      from derived d
      left join regression_decision p
        on p.repository_id = d.repository_id and p.regression_id = d.id
      where p.decision is distinct from 'unlinked'
      returning repository_id, id
    )
    insert into regression_evidence
      (repository_id, regression_id, position, source, rule, matched, confidence)
    select repository_id, id,
      row_number() over (partition by repository_id, id order by strength, position) - 1,
      source, rule, matched, confidence
    from (select distinct on (repository_id, id, source, rule, matched) * from named
      order by repository_id, id, source, rule, matched, position) as named
    where exists (
      select from written w where w.repository_id = named.repository_id and w.id = named.id)`;
}

/** How much a reference is believed: a sha more than a title, and what is unsure after all that is not. */
const strength = Prisma.sql`(case r.target_form when 'sha' then 1 when 'sha-prefix' then 1
    when 'number' then 2 when 'revision' then 3 when 'deployment' then 4 when 'title' then 5
    when 'title-start' then 6 else 7 end
  + case r.confidence when 'low' then 10 else 0 end)`;

/** A fix that names a cause and an incident is believed after what the incident itself names. */
const namesBoth = Prisma.sql`8`;
const repairs = Prisma.sql`r.effect = 'undoes' and r.kind = 'hotfix' and r.confidence <> 'low'
  and r.resolved_key is not null`;

/** Sureness of a confidence, 1 the highest. */
const sureness = Prisma.sql`case r.confidence when 'high' then 1 when 'medium' then 2 else 3 end`;

/** The id of a regression, made from what it is, so that it survives replay. */
export const regressionIdOf = (repositoryId: Prisma.Sql, row: Prisma.Sql) =>
  Prisma.sql`md5(concat_ws(' ', ${repositoryId}, ${row}.change_key, ${row}.kind, ${row}.cause_type, ${row}.cause_key))::uuid`;

/**
 * What says that change `c` regressed: references that resolve to it; fixes that name both it and an
 * incident; and people, who need no reference.
 */
const found = Prisma.sql`
  select r.repository_id, c.key as change_key, r.kind, r.cause_type, r.cause_key, r.at, r.position::int,
    r.source, r.rule, r.matched, r.confidence, ${strength} as strength, ${sureness} as sureness
  from reference r
  where r.repository_id = c.repository_id and r.resolved_key = c.key and r.effect = 'undoes'
  union all
  select r.repository_id, c.key, 'incident', 'incident', i.key, i.opened_at, r.position::int,
    r.source, 'fix-names-both', m.matched || ' · ' || r.matched, r.confidence, ${namesBoth},
    ${sureness}
  from reference r
  join reference m on m.repository_id = r.repository_id and m.cause_type = r.cause_type
    and m.cause_key = r.cause_key and m.effect = 'mends' and m.resolved_key is not null
  join incident i on i.repository_id = m.repository_id and i.key = m.resolved_key
  where r.repository_id = c.repository_id and r.resolved_key = c.key
    and ${repairs} and i.opened_at is not null
    and c.merged_at <= i.opened_at + interval '1 day'
  union all
  select p.repository_id, c.key, p.kind, p.cause_type, p.cause_key,
    coalesce(case p.cause_type
      when 'change' then (select o.merged_at from change o
        where o.repository_id = p.repository_id and o.key = p.cause_key)
      when 'incident' then (select o.opened_at from incident o
        where o.repository_id = p.repository_id and o.key = p.cause_key)
      when 'report' then (select o.reported_at from report o
        where o.repository_id = p.repository_id and o.key = p.cause_key)
      when 'deployment' then (select o.finished_at from deployment o
        where o.repository_id = p.repository_id and o.key = p.cause_key)
      end, p.decided_at),
    -1, 'person', p.decision || '-by-person', p.reason, 'high', 0, 1
  from regression_decision p
  where p.repository_id = c.repository_id and p.change_key = c.key
    and p.decision in ('linked', 'confirmed')`;
