import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { countDeploymentOutcomes } from '@/lib/rollup/deployment-outcomes';
import {
  columnOf,
  type Dimension,
  dimensions,
  levels,
  levelsOf,
  packedKinds,
} from '@/lib/rollup/dimensions';

/** Only one at a time makes cells, and whoever asks for them meanwhile waits for it. */
const rollupLock = 4_206_002;
/** Enough for a statement to be worth its while, few enough that nobody waits long for it. */
const monthsAtOnce = 40;

/** The change’s value of each dimension; never null, so that cells can be told apart. */
const columnFrom: Record<Dimension, Prisma.Sql> = {
  authorship: Prisma.sql`c.authorship`,
  confidence: Prisma.sql`c.confidence`,
  agent: Prisma.sql`coalesce(c.agent, '')`,
  mode: Prisma.sql`coalesce(c.mode, '')`,
  reviewed: reviewed(Prisma.raw('c')),
  kindOfWork: Prisma.sql`c.kind_of_work`,
  size: Prisma.sql`c.size_bucket`,
  branch: Prisma.sql`coalesce(c.base_branch, '')`,
  areas: Prisma.sql`c.areas`,
  author: Prisma.sql`coalesce(c.author_login, c.facts #>> '{opener,value,email}', '')`,
};
/** What a level that leaves a dimension out has in its place. */
const nothing: Partial<Record<Dimension, Prisma.Sql>> = {
  reviewed: Prisma.sql`false`,
  areas: Prisma.sql`'{}'::text[]`,
};

/** Whether a person looked at a change before it was merged: at `change` by the name given. */
export function reviewed(change: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (select from review v
    where v.repository_id = ${change}.repository_id and v.change_key = ${change}.key
      and not v.bot and v.submitted_at <= ${change}.merged_at
      and v.reviewer is distinct from coalesce(${change}.author_login, ${change}.author_name))`;
}

const joined = (list: readonly Prisma.Sql[], separator = ', ') => Prisma.join([...list], separator);
const named = (dimension: Dimension) => Prisma.raw(columnOf[dimension]);
const dayOf = (kind: string) => Prisma.raw(`${kind.replace('-', '_')}_day`);

/** The first days by kind as lib/rollup/packing.ts has it; null for none. */
function packed(row: Prisma.Sql): Prisma.Sql {
  const days = packedKinds.map((kind) => Prisma.sql`${row}.${dayOf(kind)}`);
  const words = days.map(
    (day, place) =>
      Prisma.sql`case when ${day} > 0
        then int2send((${place * 4096}::int + least(${day}, 4095))::int2) else ''::bytea end`,
  );
  const kinds = joined(days.map((day) => Prisma.sql`nullif(${day}, 0)`));
  return Prisma.sql`case when num_nonnulls(${kinds}) > 0
    then int4send(merged_day * 8 + num_nonnulls(${kinds})) || ${joined(words, ' || ')} end`;
}

/** The first days when what is only suspected counts too. */
const suspectedDays = joined(
  packedKinds.map(
    (kind) =>
      Prisma.sql`coalesce(min(g.day) filter (where g.kind = ${kind}), 0)::int as ${dayOf(kind)}`,
  ),
);

/**
 * What the rollup must hold for the listed months, from the changes alone. `listed` is a table
 * `(repository_id, month)`.
 */
function truth(listed: Prisma.Sql): Prisma.Sql {
  const sets = levelsOf('month').map(
    (level) =>
      Prisma.sql`(repository_id, month, merged_day, ${joined(level.dimensions.map(named))})`,
  );
  const levelNumber = levelsOf('month').map(({ number, dimensions: counted }) => {
    const left = dimensions.filter((one) => !counted.includes(one));
    const all = joined(dimensions.map((one) => named(one)));
    const bits = dimensions.map((one) => (left.includes(one) ? '1' : '0')).join('');
    return Prisma.sql`when grouping(${all}) = ${Number.parseInt(bits, 2)}::int then ${number}::int`;
  });
  const kept = dimensions.map(
    (one) => Prisma.sql`case when grouping(${named(one)}) = 0 then ${named(one)}
      else ${nothing[one] ?? Prisma.sql`''`} end as ${named(one)}`,
  );
  const columns = joined(dimensions.map((one) => named(one)));
  return Prisma.sql`
    with exposed as materialized (
      select c.repository_id, c.key, d.month,
        (c.merged_at at time zone 'UTC')::date - date '2000-01-01' as merged_day,
        ${joined(dimensions.map((one) => Prisma.sql`${columnFrom[one]} as ${named(one)}`))},
        ${joined(packedKinds.map(dayOf))}
      from ${listed} as d
      cross join lateral (
        -- offset keeps this a search of each month's own part of the index: planned as one join, it
        -- reads the whole repository for every month.
        select * from change
        where repository_id = d.repository_id
          and merged_at >= d.month::timestamp at time zone 'UTC'
          and merged_at < (d.month + interval '1 month') at time zone 'UTC'
        offset 0) as c
      where c.exposed),
    with_suspected as materialized (
      select g.repository_id, g.change_key, ${suspectedDays}
      from exposed c
      join regression g on g.repository_id = c.repository_id and g.change_key = c.key
        and g.status in ('confirmed', 'suspected')
      group by 1, 2),
    counted as (
      select c.repository_id, c.month, c.merged_day,
        ${joined(dimensions.map((one) => Prisma.sql`c.${named(one)}`))},
        ${packed(Prisma.raw('c'))} as confirmed, ${packed(Prisma.raw('s'))} as suspected
      from exposed c
      left join with_suspected s on s.repository_id = c.repository_id and s.change_key = c.key),
    by_day as (
      select repository_id, month, merged_day, case ${joined(levelNumber, ' ')} end as level,
        ${joined(kept)}, count(*)::int as changes,
        string_agg(confirmed, ''::bytea order by confirmed) as confirmed,
        string_agg(suspected, ''::bytea order by suspected) as suspected
      from counted group by grouping sets (${joined(sets)}))
    select level::int2 as level, month, repository_id,
      row_number() over (partition by level, month, repository_id order by ${columns})::int
        as position,
      ${columns}, sum(changes)::int as changes,
      string_agg(int4send(merged_day) || int4send(changes), ''::bytea order by merged_day)
        as merged,
      coalesce(string_agg(confirmed, ''::bytea order by merged_day), ''::bytea) as confirmed,
      coalesce(string_agg(suspected, ''::bytea order by merged_day), ''::bytea) as suspected
    from by_day group by level, month, repository_id, ${columns}`;
}

const cohortColumns = Prisma.sql`level, month, repository_id, position,
  ${joined(dimensions.map((one) => named(one)))}, changes, merged, confirmed, suspected`;

/**
 * What the levels of quarters must hold, from the months of the finest level alone. `listed` is a table
 * `(repository_id, month)`; each quarter that has one of them is told.
 */
function quarters(listed: Prisma.Sql): Prisma.Sql {
  const each = levelsOf('quarter').map(({ number, dimensions: counted }) => {
    const columns = dimensions.map((one) => {
      const column = named(one);
      return counted.includes(one)
        ? Prisma.sql`c.${column}`
        : Prisma.sql`${nothing[one] ?? Prisma.sql`''::text`} as ${column}`;
    });
    const kept = joined(counted.map((one) => Prisma.sql`c.${named(one)}`));
    return Prisma.sql`
      select ${number}::int2 as level, q.quarter as month, c.repository_id,
        row_number() over (partition by c.repository_id, q.quarter order by ${kept})::int as position,
        ${joined(columns)}, sum(c.changes)::int as changes,
        string_agg(c.merged, ''::bytea order by c.month, c.position) as merged,
        string_agg(c.confirmed, ''::bytea order by c.month, c.position) as confirmed,
        string_agg(c.suspected, ''::bytea order by c.month, c.position) as suspected
      from (select distinct repository_id, date_trunc('quarter', month)::date as quarter
        from ${listed} as d) as q
      join cohort c on c.level = ${levels.length - 1}::int2 and c.repository_id = q.repository_id
        and c.month >= q.quarter and c.month < q.quarter + interval '3 months'
      group by c.repository_id, q.quarter, ${kept}`;
  });
  return joined(each, ' union all ');
}

const numbersOf = (period: 'month' | 'quarter') => levelsOf(period).map(({ number }) => number);

const Stale = z.object({ repository_id: z.int(), month: z.string() });

/**
 * Counts the months anew in which something changed since they were counted, oldest mark first, until
 * none is left or `untilMs` have passed; what is being written at this moment is left for later.
 * @returns whether every month is counted.
 */
export async function refreshRollup(database: Database, untilMs = Infinity): Promise<boolean> {
  const startedAt = performance.now();
  while (await anyStale(database)) {
    if (performance.now() - startedAt >= untilMs) return false;
    const done =
      '$transaction' in database
        ? await database.$transaction(refreshSome, { timeout: 600_000, maxWait: 60_000 })
        : await refreshSome(database);
    if (done === 0) return false;
  }
  return true;
}

async function anyStale(database: Database): Promise<boolean> {
  const [found] = await rows(
    database,
    z.object({ any: z.boolean() }),
    Prisma.sql`select exists (select from stale_month) as any`,
  );
  return found?.any ?? false;
}

/** Waits until nobody else makes cells, and lets nobody until the transaction ends. */
export async function lockRollup(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${rollupLock}::int, 0)`;
}

async function refreshSome(tx: Prisma.TransactionClient): Promise<number> {
  await lockRollup(tx);
  const stale = await rows(
    tx,
    Stale,
    Prisma.sql`
    delete from stale_month where (repository_id, month) in (
      select repository_id, month from stale_month order by repository_id, month
      limit ${monthsAtOnce} for update skip locked)
    returning repository_id, month::text`,
  );
  if (stale.length === 0) return 0;
  const listed = Prisma.sql`(select * from unnest(
    ${stale.map(({ repository_id }) => repository_id)}::int[],
    ${stale.map(({ month }) => month)}::date[]) as t(repository_id, month))`;
  await tx.$executeRaw`
    delete from cohort c using ${listed} as d
    where c.level = any(${numbersOf('month')}::int2[])
      and c.month = d.month and c.repository_id = d.repository_id`;
  await tx.$executeRaw`insert into cohort (${cohortColumns}) ${truth(listed)}`;
  await tx.$executeRaw`
    delete from cohort c using ${listed} as d
    where c.level = any(${numbersOf('quarter')}::int2[])
      and c.month = date_trunc('quarter', d.month)::date and c.repository_id = d.repository_id`;
  await tx.$executeRaw`insert into cohort (${cohortColumns}) ${quarters(listed)}`;
  await countDeploymentOutcomes(tx, listed);
  return stale.length;
}

const everyMonth = Prisma.sql`(select distinct repository_id,
  date_trunc('month', merged_at at time zone 'UTC')::date as month from change where exposed)`;

/** Marks everything to be counted anew. For repair and for loads that bypass the ledger. */
export async function markAllStale(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`
    insert into stale_month (repository_id, month)
    select repository_id, month from ${everyMonth} as d
    union select repository_id, month from cohort
    on conflict do nothing`;
}

/** The cells where the rollup differs from a GROUP BY over the changes: 0 when it is true. */
export async function rollupDifferences(database: Database): Promise<number> {
  await refreshRollup(database);
  const [found] = await rows(
    database,
    z.object({ differences: z.int() }),
    Prisma.sql`
    with truth as materialized ((${truth(everyMonth)}) union all ${quarters(everyMonth)}),
    kept as (select ${cohortColumns} from cohort)
    select (select count(*) from ((table truth except table kept)
      union all (table kept except table truth)) as a)::int as differences`,
  );
  return found?.differences ?? 0;
}
