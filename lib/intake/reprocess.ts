import * as z from 'zod/mini';
import { recallSource } from '@/lib/access/configured-sources';
import { noteInAudit } from '@/lib/audit/note';
import { connect, type Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { decidingActions } from '@/lib/domain/decision';
import { LedgerEvent } from '@/lib/domain/event';
import { readDelivery } from '@/lib/intake/read-delivery';
import { applyBatch, applyWithin } from '@/lib/ledger/apply-batch';
import { repositoryLock } from '@/lib/ledger/locked-repository';
import { repositoryNames } from '@/lib/ledger/renames';
import { repositoryTables } from '@/lib/ledger/repository-tables';
import { lockRollup, refreshRollup } from '@/lib/rollup/rollup';

/** Where everything is derived anew, beside what is shown meanwhile. */
const schema = 'anew';
const reprocessLock = 4_206_003;
const lastsAtMostMs = 6 * 3_600_000;

/** Tables of what was received and what people said: they stand, whatever is derived from them. */
const given: ReadonlySet<string> = new Set([
  'accepted_event',
  'authorship_override',
  'failure_mode_decision',
  'history_import',
  'note',
  'regression_decision',
  'repository_alias',
]);
const derived = repositoryTables.filter((table) => !given.has(table));

const Chosen = z.object({
  id: z.int(),
  name: z.string(),
  /** All that is known of it was received and is still there; else what is received is put on top. */
  whole: z.boolean(),
});
export type Chosen = z.output<typeof Chosen>;

/** What was derived anew and is not shown yet. */
export interface Anew {
  /** Reads it as the application reads what is shown. */
  shadow: PrismaClient;
  repositories: Chosen[];
  /** Up to when received things are in it. */
  until: Date;
  /** How many decisions of people are in it. */
  decisions: number;
}

export interface ReprocessProgress {
  done: number;
  total: number;
}

/** Why it cannot be derived anew now, or cannot take the place of what is shown. */
export class Hindered extends Error {}

/**
 * Derives everything anew from stored deliveries and posted events, in a schema of its own, so that nothing
 * that is shown changes. A repository of which a history was imported, or whose deliveries are partly
 * reduced to digests, is not begun from nothing: all is put on top of what is known of it.
 * @param work compares, and may call `switchOver`; afterwards the schema is gone.
 */
export async function deriveAnew<Answer>(
  database: PrismaClient,
  url: string,
  tell: (progress: ReprocessProgress) => void,
  work: (anew: Anew) => Promise<Answer>,
): Promise<Answer> {
  return database.$transaction(
    async (lock) => {
      await lockOthersOut(lock);
      const shadow = connect(url, 4, schema);
      try {
        // Before anything is read: what is decided or received from now on is noticed.
        const decisions = await countDecisions(database);
        const until = await longCommitted(database);
        const repositories = await choose(database);
        await makeSchema(database);
        await begin(database, repositories);
        await applyAll(database, shadow, until, tell);
        await refreshRollup(shadow);
        return await work({ shadow, repositories, until, decisions });
      } finally {
        await shadow.$disconnect();
        await dropSchema(database);
      }
    },
    { timeout: lastsAtMostMs, maxWait: 60_000 },
  );
}

async function lockOthersOut(lock: Prisma.TransactionClient): Promise<void> {
  const [row] = await rows(
    lock,
    z.object({ taken: z.boolean() }),
    Prisma.sql`select pg_try_advisory_xact_lock(${reprocessLock}::int, 0) as taken`,
  );
  if (row?.taken !== true) {
    throw new Hindered('Another process derives everything anew already: wait until it is done.');
  }
}

/** A moment before which nothing is received that is not committed yet. */
async function longCommitted(database: PrismaClient): Promise<Date> {
  const [row] = await rows(
    database,
    z.object({ at: z.date() }),
    Prisma.sql`select now() - interval '10 minutes' as at`,
  );
  return row?.at ?? new Date(0);
}

function choose(database: PrismaClient): Promise<Chosen[]> {
  return rows(
    database,
    Chosen,
    Prisma.sql`
      with told as (
        select n.id, bool_or(d.body is null or s.id is null) as partial
        from delivery d left join source s on s.id = d.source
        cross join unnest(d.repositories) as t(name) join ${repositoryNames} as n on n.name = t.name
        group by 1
        union all
        select repository_id, bool_or(event is null) from accepted_event group by 1)
      select r.id, r.name, not bool_or(t.partial)
        and not exists (select from history_import h where h.repository_id = r.id) as whole
      from told t join repository r on r.id = t.id where not r.sample
      group by r.id order by r.id`,
  );
}

const dropSchema = (database: PrismaClient) =>
  database.$executeRaw`drop schema if exists ${Prisma.raw(schema)} cascade`;

async function makeSchema(database: PrismaClient): Promise<void> {
  await dropSchema(database);
  await database.$executeRaw`create schema ${Prisma.raw(schema)}`;
  for (const table of ['repository', 'repository_alias', ...derived, ...decided]) {
    const [made, like] = [Prisma.raw(`${schema}.${table}`), Prisma.raw(`public.${table}`)];
    await database.$executeRaw`create table ${made} (like ${like} including all)`;
  }
}

/** What people said: where repositories are merged anew, it is carried over here, not in what is shown. */
const decided = ['authorship_override', 'failure_mode_decision', 'note', 'regression_decision'];

/** What the derivation begins with. */
async function begin(database: PrismaClient, repositories: readonly Chosen[]): Promise<void> {
  const all = repositories.map(({ id }) => id);
  const partial = repositories.filter(({ whole }) => !whole).map(({ id }) => id);
  await copy(database, 'repository', Prisma.sql`id = any(${all}::int[])`);
  await database.$executeRaw`
    update ${Prisma.raw(schema)}.repository set observed_through = null
    where id <> all(${partial}::int[])`;
  for (const table of ['repository_alias', ...decided]) {
    await copy(database, table, Prisma.sql`repository_id = any(${all}::int[])`);
  }
  for (const table of derived) {
    await copy(database, table, Prisma.sql`repository_id = any(${partial}::int[])`);
  }
}

const copy = (database: PrismaClient, table: string, which: Prisma.Sql) =>
  database.$executeRaw`
    insert into ${Prisma.raw(`${schema}.${table}`)}
    select * from ${Prisma.raw(`public.${table}`)} where ${which}`;

async function applyAll(
  database: PrismaClient,
  shadow: PrismaClient,
  until: Date,
  tell: (progress: ReprocessProgress) => void,
): Promise<void> {
  const [{ total } = { total: 0 }] = await rows(
    database,
    z.object({ total: z.int() }),
    Prisma.sql`
      select ((select count(*) from delivery where body is not null and received_at < ${until})
        + (select count(*) from accepted_event where event is not null
          and accepted_at < ${until}))::int as total`,
  );
  let done = 0;
  tell({ done, total });
  for await (const count of applied(database, shadow, until)) {
    done += count;
    tell({ done, total });
  }
}

async function* applied(database: PrismaClient, shadow: PrismaClient, until: Date) {
  for await (const page of storedDeliveries(database, until)) {
    const read = await Promise.all(
      page.map(async (one) => {
        const reading = readDelivery(await recallSource(database, one.source), one);
        return { events: reading.fault ? [] : reading.events, receivedAt: one.receivedAt };
      }),
    );
    const events = read.flatMap((one) => one.events);
    const heard = new Map<string, Date>();
    // Pages go forward in time, so the last word on each repository is the newest.
    for (const { events: own, receivedAt } of read) {
      for (const { repository } of own) heard.set(repository, receivedAt);
    }
    await applyBatch(shadow, events, { rank: 'host', heardAt: (name) => heard.get(name) });
    yield page.length;
  }
  for await (const page of postedEvents(database, Prisma.sql`accepted_at < ${until}`)) {
    await applyPosted(page, (events, heardAt) =>
      applyBatch(shadow, events, { rank: 'api', heardAt }),
    );
    yield page.length;
  }
}

const StoredDelivery = z.object({
  source: z.string(),
  id: z.string(),
  receivedAt: z.date(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Uint8Array),
});
const pageBytes = 32 * 1024 * 1024;

/** In the order of their arrival, in pages that memory holds. */
async function* storedDeliveries(database: PrismaClient, until: Date) {
  let after = Prisma.sql`true`;
  for (;;) {
    const page = await rows(
      database,
      StoredDelivery,
      Prisma.sql`
        with page as (
          select source, delivery_id as id, received_at as "receivedAt", headers, body,
            sum(octet_length(body)) over o as bytes, row_number() over o as place
          from (select * from delivery
            where body is not null and received_at < ${until} and ${after}
            order by received_at, source, delivery_id limit 1000) as d
          window o as (order by received_at, source, delivery_id))
        select source, id, "receivedAt", headers, body from page
        where place = 1 or bytes <= ${pageBytes} order by place`,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    const { receivedAt, source, id } = last;
    after = Prisma.sql`(received_at, source, delivery_id) > (${receivedAt}, ${source}, ${id})`;
  }
}

const StoredEvent = z.object({
  repositoryId: z.int(),
  eventId: z.string(),
  acceptedAt: z.date(),
  event: LedgerEvent,
});
type StoredEvent = z.output<typeof StoredEvent>;

async function* postedEvents(database: Database, which: Prisma.Sql) {
  let after = Prisma.sql`true`;
  for (;;) {
    const page = await rows(
      database,
      StoredEvent,
      Prisma.sql`
        select repository_id as "repositoryId", event_id as "eventId", accepted_at as "acceptedAt",
          event
        from accepted_event where event is not null and ${which} and ${after}
        order by repository_id, event_id limit 5000`,
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = Prisma.sql`(repository_id, event_id) > (${last.repositoryId}, ${last.eventId})`;
  }
}

async function applyPosted(
  page: readonly StoredEvent[],
  apply: (
    events: LedgerEvent[],
    heardAt: (repository: string) => Date | undefined,
  ) => Promise<void>,
): Promise<void> {
  const heard = new Map<string, Date>();
  for (const { event, acceptedAt } of page) {
    const known = heard.get(event.repository);
    if (known === undefined || known < acceptedAt) heard.set(event.repository, acceptedAt);
  }
  await apply(
    page.map(({ event }) => event),
    (name) => heard.get(name),
  );
}

/** How what was derived anew differs from what is shown, by change and by regression. */
export async function differences(
  database: PrismaClient,
  { repositories }: Anew,
): Promise<{ changes: number; authorship: number; regressions: number }> {
  const ids = repositories.map(({ id }) => id);
  const [found] = await rows(
    database,
    z.object({ changes: z.int(), authorship: z.int(), regressions: z.int() }),
    Prisma.sql`
      select
        count(*) filter (where o.key is null or n.key is null)::int as changes,
        count(*) filter (where o.authorship <> n.authorship)::int as authorship,
        (select count(*)::int
          from (select * from public.regression where repository_id = any(${ids}::int[])) as x
          full join ${Prisma.raw(schema)}.regression y using (repository_id, id)
          where x.status is distinct from y.status) as regressions
      from (select * from public.change where repository_id = any(${ids}::int[])) as o
      full join ${Prisma.raw(schema)}.change n using (repository_id, key)`,
  );
  return found ?? { changes: 0, authorship: 0, regressions: 0 };
}

/**
 * Puts what was derived anew in the place of what is shown, in one transaction. What was received meanwhile
 * is applied on top of it.
 * @throws {Hindered} where a person decided something meanwhile: that would be lost.
 */
export async function switchOver(
  database: PrismaClient,
  { shadow, until, decisions }: Anew,
): Promise<void> {
  const made = await shadow.repository.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  const ids = made.map(({ id }) => id);
  await database.$transaction(
    async (tx) => {
      await tx.$executeRaw`
        select pg_advisory_xact_lock(${repositoryLock}::int, id)
        from (select unnest(${ids}::int[]) as id order by 1) as ordered`;
      await lockRollup(tx);
      await refuseDecided(tx, decisions);
      await tx.$executeRaw`
        insert into public.repository as r select * from ${Prisma.raw(schema)}.repository
        on conflict (id) do update set url = excluded.url,
          default_branch = excluded.default_branch, observed_through = excluded.observed_through`;
      for (const table of derived) {
        const [shown, anew] = [Prisma.raw(`public.${table}`), Prisma.raw(`${schema}.${table}`)];
        await tx.$executeRaw`delete from ${shown} where repository_id = any(${ids}::int[])`;
        await tx.$executeRaw`insert into ${shown} select * from ${anew}`;
      }
      await takeUp(tx, until);
      await noteInAudit(tx, {
        decidedBy: 'npm run reprocess',
        action: 'reprocess',
        repository: null,
        subject: ids.length === 1 ? '1 repository' : `${ids.length} repositories`,
        reason: '',
      });
    },
    { timeout: lastsAtMostMs, maxWait: 60_000 },
  );
}

/** The audit trail tells of sign-ins and the like as well, which nothing is derived from. */
const countDecisions = (database: Database) =>
  database.auditEntry.count({ where: { action: { in: [...decidingActions] } } });

async function refuseDecided(tx: Prisma.TransactionClient, known: number): Promise<void> {
  if ((await countDecisions(tx)) === known) return;
  throw new Hindered(
    'Somebody decided who wrote a change, what broke it, or by what rule, since this began: run it again.',
  );
}

/** What came since, and what could not be read before, is applied as if it had just arrived. */
async function takeUp(tx: Prisma.TransactionClient, until: Date): Promise<void> {
  await tx.$executeRaw`
    update delivery set state = 'pending', attempts = 0, run_after = now(), error = null
    where body is not null and (received_at >= ${until} and state in ('applied', 'ignored')
      or state = 'dead')`;
  for await (const page of postedEvents(tx, Prisma.sql`accepted_at >= ${until}`)) {
    await applyPosted(page, (events, heardAt) => applyWithin(tx, events, { rank: 'api', heardAt }));
  }
}
