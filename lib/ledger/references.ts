import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { IncidentWindows } from '@/lib/domain/setting';
import type { Cause } from '@/lib/ledger/causes';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

const Target = z.object({ repository_id: z.int(), key: z.string(), effect: z.string() });

/**
 * Hosts' clocks disagree: a cause may bear a moment a little before the merge of what it names.
 * Further back it cannot have been caused by it.
 */
const clockSkew = Prisma.sql`interval '1 day'`;

/**
 * Writes anew what the causes name, and resolves again every reference that the batch could settle
 * or unsettle: those of its causes, and those that name a change it touched. What names nothing known
 * stays and waits.
 * @returns the changes that were or are now named by those references.
 */
export async function applyReferences(
  tx: Prisma.TransactionClient,
  settled: Settled,
): Promise<Touched> {
  const before = await replaceReferences(tx, settled.causes);
  const after = await resolve(tx, settled);
  const named = [...before, ...after];
  const mended = named.filter(({ effect }) => effect === 'mends').map(pairOf);
  const changes = named.filter(({ effect }) => effect !== 'mends');
  const held = await heldAgainst(tx, touched(mended));
  return touched([...changes, ...held].map(pairOf));
}

const pairOf = ({ repository_id: repositoryId, key }: { repository_id: number; key: string }) => ({
  repositoryId,
  key,
});

/** A cause as one text, for changes, incidents and reports share one table. */
const causeKey = ({ type, key }: { type: string; key: string }) => `${type} ${key}`;

/** The causes as a table `(repository_id, key)` of type and key in one, for FROM and IN. */
export function causeTable(causes: readonly Cause[]): Prisma.Sql {
  const list = touched(
    causes.map((cause) => ({ repositoryId: cause.repositoryId, key: causeKey(cause) })),
  );
  return touchedTable(list);
}

async function replaceReferences(tx: Prisma.TransactionClient, causes: readonly Cause[]) {
  if (causes.length === 0) return [];
  const dropped = await rows(
    tx,
    z.extend(Target, { key: z.nullable(z.string()) }),
    Prisma.sql`delete from reference using ${causeTable(causes)} as listed
      where reference.repository_id = listed.repository_id
        and reference.cause_type = split_part(listed.key, ' ', 1)
        and reference.cause_key = substr(listed.key, strpos(listed.key, ' ') + 1)
      returning reference.repository_id, resolved_key as key, effect`,
  );
  const fresh = causes.flatMap(({ repositoryId, type, key, at, mentions }) =>
    mentions.map((mention, position) => ({
      repository_id: repositoryId,
      cause_type: type,
      cause_key: key,
      position,
      kind: mention.kind,
      effect: mention.effect,
      target_form:
        mention.target.form === 'sha' && mention.target.key.length < 40
          ? 'sha-prefix'
          : mention.target.form,
      target_key: mention.target.key,
      source: mention.source,
      rule: mention.rule,
      matched: mention.matched,
      confidence: mention.confidence,
      at,
    })),
  );
  if (fresh.length > 0) {
    await tx.$executeRaw`
      insert into reference
      select * from json_populate_recordset(null::reference, ${storableJson(fresh)}::json)`;
  }
  return dropped.flatMap(({ key, ...named }) => (key === null ? [] : [{ ...named, key }]));
}

/** What a batch could settle: references of its causes, and those that name what it touched. */
export interface Settled {
  causes: readonly Cause[];
  changes: Touched;
  deployments: Touched;
  windows: IncidentWindows;
}

/**
 * A sha names the change that landed it; a number or a title names the latest one merged before the
 * cause, for numbers repeat where histories were joined and titles repeat everywhere. A deployment
 * names the change that landed its commit.
 * @returns what was or is named, and the causes that repeat a change: both may now stand differently.
 */
async function resolve(
  tx: Prisma.TransactionClient,
  { causes, changes, deployments, windows }: Settled,
) {
  return rows(
    tx,
    Target,
    Prisma.sql`
    with listed as materialized (
      select t.repository_id, t.key, c.number, c.title_key, c.merge_sha, c.revision
      from ${touchedTable(changes)} as t
      join change c using (repository_id, key)
    ),
    landed as materialized (
      select repository_id, merge_sha as sha from listed where merge_sha is not null
      union
      select c.repository_id, c.sha
      from listed join change_commit c on c.repository_id = listed.repository_id and c.change_key = listed.key
    ),
    deployed as materialized (
      select d.repository_id, d.key, d.url, d.finished_at
      from ${touchedTable(deployments)} as t join deployment d using (repository_id, key)
      union
      select d.repository_id, d.key, d.url, d.finished_at
      from landed join deployment d using (repository_id, sha)
    ),
    identity as materialized (
      select repository_id, 'number' as form, number::text as key from listed where number is not null
      union select repository_id, 'title', title_key from listed
      union select repository_id, 'revision', revision from listed where revision is not null
      union select repository_id, 'sha', sha from landed
      union select repository_id, 'deployment', key from deployed
      union select repository_id, 'deployment', url from deployed where url is not null
      union select i.repository_id, 'incident', name.key
        from ${causeTable(causes.filter(({ type }) => type === 'incident'))} as cause
        join incident i on i.repository_id = cause.repository_id
          and i.key = substr(cause.key, strpos(cause.key, ' ') + 1)
        cross join lateral (values (i.key), (i.url)) as name(key)
        where name.key is not null
    ),
    asked as materialized (
      select r.repository_id, r.cause_type, r.cause_key, r.position
      from ${causeTable(causes)} as cause
      join reference r on r.repository_id = cause.repository_id
        and r.cause_type = split_part(cause.key, ' ', 1)
        and r.cause_key = substr(cause.key, strpos(cause.key, ' ') + 1)
      union
      select r.repository_id, r.cause_type, r.cause_key, r.position
      from identity i
      join reference r on r.repository_id = i.repository_id
        and r.target_form = i.form and r.target_key = i.key
      union
      select r.repository_id, r.cause_type, r.cause_key, r.position
      from (select distinct repository_id from identity) as i
      join reference r on r.repository_id = i.repository_id and r.target_form = 'sha-prefix'
      where exists (
        select from landed s
        where s.repository_id = r.repository_id and starts_with(s.sha, r.target_key))
      union
      select r.repository_id, r.cause_type, r.cause_key, r.position
      from (select distinct repository_id from identity) as i
      join reference r on r.repository_id = i.repository_id and r.target_form = 'title-start'
      where exists (
        select from listed s
        where s.repository_id = r.repository_id and starts_with(s.title_key, r.target_key))
      union
      select r.repository_id, r.cause_type, r.cause_key, r.position
      from (select repository_id, min(finished_at) as since from deployed group by 1) as d
      join reference r on r.repository_id = d.repository_id
        and r.target_form = 'deployment-before' and r.at > d.since
    ),
    answered as (
      select r.repository_id, r.cause_type, r.cause_key, r.position, r.effect,
        r.resolved_key as before,
        case
          when r.at is null then null
          when r.target_form in ('sha', 'sha-prefix') then ${landedBy(Prisma.sql`r.target_key`, Prisma.sql`r.target_key || 'g'`)}
          when r.target_form = 'number' then (
            select c.key from change c
            where c.repository_id = r.repository_id
              and c.number = case when r.target_key ~ '^[0-9]{1,9}$' then r.target_key::int end
              and ${mergedBefore}
            order by c.merged_at desc, c.key limit 1)
          when r.target_form = 'revision' then (
            select c.key from change c
            where c.repository_id = r.repository_id and c.revision = r.target_key
              and c.absorbed_by is null and ${mergedBefore}
            order by c.merged_at desc, c.key limit 1)
          when r.target_form = 'deployment' then ${deployedBy(Prisma.sql`
            d.key = r.target_key or d.url = r.target_key`)}
          when r.target_form = 'deployment-before' then ${deployedBy(Prisma.sql`
            d.finished_at < r.at
            and d.finished_at >= r.at - make_interval(hours => coalesce(
              (${JSON.stringify(windows.services)}::jsonb ->> r.target_key)::int, ${windows.hours}::int))
            and d.production and d.conclusion = 'succeeded'
            and (r.target_key = '' or d.service is null or d.service = r.target_key)`)}
          when r.target_form = 'incident' then (
            select i.key from incident i
            where i.repository_id = r.repository_id
              and (i.key = r.target_key or i.url = r.target_key)
            order by i.key limit 1)
          when r.target_form = 'title-start' then (
            -- A title that was cut names what only one change is called.
            select min(c.key) from change c
            where c.repository_id = r.repository_id
              and starts_with(c.title_key, r.target_key)
              and c.absorbed_by is null and c.merged_at < r.at and ${mergedBefore}
            having count(*) = 1)
          else (
            select c.key from change c
            where c.repository_id = r.repository_id and c.title_key = r.target_key
              and c.absorbed_by is null and c.merged_at < r.at and ${mergedBefore}
            order by c.merged_at desc, c.key limit 1)
        end as after
      from asked join reference r using (repository_id, cause_type, cause_key, position)
    ),
    written as (
      update reference r set resolved_key = a.after
      from answered a
      where (r.repository_id, r.cause_type, r.cause_key, r.position)
          = (a.repository_id, a.cause_type, a.cause_key, a.position)
        and a.after is distinct from a.before
    )
    select repository_id, before as key, effect from answered where before is not null
    union
    select repository_id, after, effect from answered where after is not null
    union
    select repository_id, cause_key, effect from answered where effect = 'repeats'
    union
    select m.repository_id, m.resolved_key, m.effect
    from answered a join reference m using (repository_id, cause_type, cause_key)
    where m.effect = 'mends' and m.resolved_key is not null`,
  );
}

/** The changes that incidents are held against, by themselves or through the fixes that mended them. */
async function heldAgainst(tx: Prisma.TransactionClient, incidents: Touched) {
  if (incidents.keys.length === 0) return [];
  return rows(
    tx,
    z.object({ repository_id: z.int(), key: z.string() }),
    Prisma.sql`
    with listed as materialized (select * from ${touchedTable(incidents)} as t)
    select r.repository_id, r.resolved_key as key from listed
    join reference r on r.repository_id = listed.repository_id
      and r.cause_type = 'incident' and r.cause_key = listed.key
    where r.resolved_key is not null
    union
    select r.repository_id, r.resolved_key from listed
    join reference m on m.repository_id = listed.repository_id and m.resolved_key = listed.key
    join reference r on r.repository_id = m.repository_id and r.cause_type = m.cause_type
      and r.cause_key = m.cause_key
    where m.effect = 'mends' and r.effect = 'undoes' and r.resolved_key is not null`,
  );
}

/** The change is merged, not after the cause `r`, and not the cause itself. */
const mergedBefore = Prisma.sql`c.outcome = 'merged' and c.merged_at <= r.at + ${clockSkew}
  and not (r.cause_type = 'change' and c.key = r.cause_key)`;

/**
 * The change that landed a commit between two shas: the whole of one, or what it begins with. The
 * order is by an expression, because by the column itself PostgreSQL walks the index of all merges
 * (9 ms a reference in a repository of 17,000 changes) to save itself the sorting of one row.
 */
function landedBy(from: Prisma.Sql, until: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select c.key from (
      select k.change_key as key from change_commit k
      where k.repository_id = r.repository_id and k.sha >= ${from} and k.sha < ${until}
      union
      select m.key from change m
      where m.repository_id = r.repository_id and m.merge_sha >= ${from} and m.merge_sha < ${until}
    ) as landed
    join change c on c.repository_id = r.repository_id and c.key = landed.key
    where c.absorbed_by is null and ${mergedBefore}
    order by c.merged_at at time zone 'UTC', c.key limit 1)`;
}

/** The change that landed the commit of the latest deployment of which something is true. */
function deployedBy(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select ${landedBy(Prisma.sql`d.sha`, Prisma.sql`d.sha || 'g'`)}
    from deployment d where d.repository_id = r.repository_id and (${condition})
    order by d.finished_at desc, d.key limit 1)`;
}
