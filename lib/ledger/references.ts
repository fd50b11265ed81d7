import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { Cause } from '@/lib/ledger/causes';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

const Target = z.object({ repository_id: z.int(), key: z.string() });

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
  causes: readonly Cause[],
  changes: Touched,
): Promise<Touched> {
  const before = await replaceReferences(tx, causes);
  const after = await resolve(tx, causes, changes);
  return touched(
    [...before, ...after].map(({ repository_id, key }) => ({ repositoryId: repository_id, key })),
  );
}

/** A cause as one text, for changes, incidents and reports share one table. */
const causeKey = ({ type, key }: { type: string; key: string }) => `${type} ${key}`;

function causeTable(causes: readonly Cause[]): Prisma.Sql {
  const list = touched(
    causes.map((cause) => ({ repositoryId: cause.repositoryId, key: causeKey(cause) })),
  );
  return touchedTable(list);
}

async function replaceReferences(tx: Prisma.TransactionClient, causes: readonly Cause[]) {
  if (causes.length === 0) return [];
  const dropped = await rows(
    tx,
    z.object({ repository_id: z.int(), key: z.nullable(z.string()) }),
    Prisma.sql`delete from reference using ${causeTable(causes)} as listed
      where reference.repository_id = listed.repository_id
        and reference.cause_type = split_part(listed.key, ' ', 1)
        and reference.cause_key = substr(listed.key, strpos(listed.key, ' ') + 1)
      returning reference.repository_id, resolved_key as key`,
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
  return dropped.flatMap(({ repository_id, key }) =>
    key === null ? [] : [{ repository_id, key }],
  );
}

/**
 * A sha names the change that landed it; a number or a title names the latest one merged before the
 * cause, for numbers repeat where histories were joined and titles repeat everywhere.
 */
async function resolve(tx: Prisma.TransactionClient, causes: readonly Cause[], changes: Touched) {
  return rows(
    tx,
    Target,
    Prisma.sql`
    with listed as materialized (
      select t.repository_id, t.key, c.number, c.title_key, c.merge_sha
      from ${touchedTable(changes)} as t
      join change c using (repository_id, key)
    ),
    identity as materialized (
      select repository_id, 'number' as form, number::text as key from listed where number is not null
      union select repository_id, 'title', title_key from listed
      union select repository_id, 'sha', merge_sha from listed where merge_sha is not null
      union select c.repository_id, 'sha', c.sha
        from listed join change_commit c on c.repository_id = listed.repository_id and c.change_key = listed.key
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
        select from identity s
        where s.repository_id = r.repository_id and s.form = 'sha' and starts_with(s.key, r.target_key))
    ),
    answered as (
      select r.repository_id, r.cause_type, r.cause_key, r.position, r.resolved_key as before,
        case
          when r.at is null then null
          when r.target_form in ('sha', 'sha-prefix') then (
            select c.key from (
              select k.change_key as key from change_commit k
              where k.repository_id = r.repository_id
                and k.sha >= r.target_key and k.sha < r.target_key || 'g'
              union
              select m.key from change m
              where m.repository_id = r.repository_id
                and m.merge_sha >= r.target_key and m.merge_sha < r.target_key || 'g'
            ) as landed
            join change c on c.repository_id = r.repository_id and c.key = landed.key
            where c.outcome = 'merged' and c.absorbed_by is null
              and c.merged_at <= r.at + ${clockSkew}
              and not (r.cause_type = 'change' and c.key = r.cause_key)
            order by c.merged_at, c.key limit 1)
          when r.target_form = 'number' then (
            select c.key from change c
            where c.repository_id = r.repository_id
              and c.number = case when r.target_key ~ '^[0-9]{1,9}$' then r.target_key::int end
              and c.outcome = 'merged' and c.merged_at <= r.at + ${clockSkew}
              and not (r.cause_type = 'change' and c.key = r.cause_key)
            order by c.merged_at desc, c.key limit 1)
          else (
            select c.key from change c
            where c.repository_id = r.repository_id and c.title_key = r.target_key
              and c.outcome = 'merged' and c.absorbed_by is null and c.merged_at < r.at
              and not (r.cause_type = 'change' and c.key = r.cause_key)
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
    select repository_id, before as key from answered where before is not null
    union
    select repository_id, after from answered where after is not null`,
  );
}
