import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { firstDay } from '@/lib/ledger/settle';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

const cell = Prisma.sql`repository_id, merged_on, authorship, agent, kind_of_work, size_bucket`;
const days = Prisma.sql`revert_day, rollback_day, incident_day, hotfix_day, reported_day, broken_main_day`;

/** The three levels of the rollup, each by more than the one before. */
const cohortCells = (exposed: Prisma.Sql) => Prisma.sql`
  select repository_id, 2 - (grouping(agent) + grouping(size_bucket)) as level, merged_on, authorship,
    case when grouping(agent) = 0 then agent else '' end as agent,
    case when grouping(size_bucket) = 0 then kind_of_work else '' end as kind_of_work,
    case when grouping(size_bucket) = 0 then size_bucket else '' end as size_bucket,
    count(*)::int as changes
  from (${exposed}) as exposed
  group by grouping sets (
    (repository_id, merged_on, authorship),
    (repository_id, merged_on, authorship, agent),
    (repository_id, merged_on, authorship, agent, kind_of_work, size_bucket))`;

/** The first days of an exposed change `c` when what is only suspected counts too. */
const suspectedDays = Prisma.sql`
  select c.repository_id, c.merged_on, c.authorship, c.agent, c.kind_of_work, c.size_bucket,
    ${firstDay('revert')} as revert_day, ${firstDay('rollback')} as rollback_day,
    ${firstDay('incident')} as incident_day, ${firstDay('hotfix')} as hotfix_day,
    ${firstDay('reported')} as reported_day, ${firstDay('broken-main')} as broken_main_day
  from exposed c
  join regression g on g.repository_id = c.repository_id and g.change_key = c.key
    and g.status in ('confirmed', 'suspected')
  group by c.repository_id, c.key, c.merged_on, c.authorship, c.agent, c.kind_of_work, c.size_bucket`;

/** The cells of what regressed among `exposed`, counted without and with what is only suspected. */
const eventCells = Prisma.sql`
  select ${cell}, ${days}, suspected, count(*)::int as changes from (
    select ${cell}, ${days}, false as suspected from exposed
    union all
    select ${cell}, ${days}, true from (${suspectedDays}) as with_suspected) as counted
  where (${days}) <> (0, 0, 0, 0, 0, 0) group by ${cell}, ${days}, suspected`;

/** The exposed changes by what the rollup counts them within: the truth that it must equal. */
const exposedCells = Prisma.sql`
  select repository_id, key, (merged_at at time zone 'UTC')::date as merged_on, authorship,
    coalesce(agent, '') as agent, kind_of_work, size_bucket, ${days}
  from change where exposed`;

/** The days of merge of the listed changes, as (repository, date). */
export async function mergeDays(tx: Prisma.TransactionClient, changes: Touched): Promise<Touched> {
  const found = await rows(
    tx,
    z.object({ repository_id: z.int(), key: z.string() }),
    Prisma.sql`select distinct repository_id, ((merged_at at time zone 'UTC')::date)::text as key
      from change where merged_at is not null and (repository_id, key) in ${touchedTable(changes)}`,
  );
  return touched(found.map(({ repository_id, key }) => ({ repositoryId: repository_id, key })));
}

/** Counts the listed days of merge anew; every other cell of the rollup stays as it is. */
export async function applyRollup(tx: Prisma.TransactionClient, mergedOn: Touched) {
  const listed = Prisma.sql`(select repository_id, key::date as merged_on from ${touchedTable(mergedOn)} as t)`;
  const truth = Prisma.sql`
    select c.repository_id, c.key, d.merged_on, c.authorship, coalesce(c.agent, '') as agent,
      c.kind_of_work, c.size_bucket, ${days}
    from ${listed} as d
    cross join lateral (
      -- offset keeps this a search of each day's own part of the index: planned as one join, it
      -- reads the whole repository for every day.
      select * from change
      where repository_id = d.repository_id
        and merged_at >= d.merged_on::timestamp at time zone 'UTC'
        and merged_at < (d.merged_on + 1)::timestamp at time zone 'UTC'
      offset 0) as c
    where c.exposed`;
  await tx.$executeRaw`delete from cohort where (repository_id, merged_on) in ${listed}`;
  await tx.$executeRaw`delete from cohort_event where (repository_id, merged_on) in ${listed}`;
  await insertCells(tx, truth);
}

/** Counts everything anew. For repair and for loads that bypass the ledger. */
export async function rebuildRollup(tx: Prisma.TransactionClient) {
  await tx.$executeRaw`delete from cohort`;
  await tx.$executeRaw`delete from cohort_event`;
  await insertCells(tx, exposedCells);
}

async function insertCells(tx: Prisma.TransactionClient, truth: Prisma.Sql) {
  await tx.$executeRaw`
    insert into cohort (repository_id, level, merged_on, authorship, agent, kind_of_work,
      size_bucket, changes)
    ${cohortCells(truth)}`;
  await tx.$executeRaw`
    with exposed as materialized (${truth})
    insert into cohort_event (${cell}, ${days}, suspected, changes) ${eventCells}`;
}

/** The cells where the rollup differs from a GROUP BY over the changes: 0 when it is true. */
export async function rollupDifferences(tx: Prisma.TransactionClient): Promise<number> {
  const [found] = await rows(
    tx,
    z.object({ differences: z.int() }),
    Prisma.sql`
    with exposed as materialized (${exposedCells}),
    cohort_truth as (${cohortCells(Prisma.sql`table exposed`)}),
    cohort_kept as (select repository_id, level, merged_on, authorship, agent, kind_of_work,
      size_bucket, changes from cohort),
    event_truth as (${eventCells}),
    event_kept as (select ${cell}, ${days}, suspected, changes from cohort_event)
    select (
      (select count(*) from ((table cohort_truth except table cohort_kept)
        union all (table cohort_kept except table cohort_truth)) as a)
      + (select count(*) from ((table event_truth except table event_kept)
        union all (table event_kept except table event_truth)) as b)
    )::int as differences`,
  );
  return found?.differences ?? 0;
}
