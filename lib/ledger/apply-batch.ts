import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import { applyNews } from '@/lib/ledger/apply-news';
import { gather } from '@/lib/ledger/gather';
import { loadJudging } from '@/lib/ledger/judging';
import { repositoryLock } from '@/lib/ledger/locked-repository';
import type { News, Rank } from '@/lib/ledger/news';
import { applyRenames } from '@/lib/ledger/renames';

export interface ApplyOptions {
  rank: Rank;
  /**
   * When a sender of a repository's events was last heard: its data is complete until then. Left out
   * for histories and backfills, which are complete up to their newest event only.
   */
  heardAt?: (repository: string) => Date | undefined;
  /** Runs last inside the same transaction: what must be true exactly when the events are applied. */
  within?: (tx: Prisma.TransactionClient) => Promise<void>;
}

/** How long a transaction that applies events may take, and wait for a connection. */
export const applying = { timeout: 300_000, maxWait: 60_000 };

/** Applies events to the ledger in one transaction of their own: see `applyWithin`. */
export async function applyBatch(
  database: PrismaClient,
  events: readonly LedgerEvent[],
  { within, ...options }: ApplyOptions,
): Promise<void> {
  await database.$transaction(async (tx) => {
    await applyWithin(tx, events, options);
    await within?.(tx);
  }, applying);
}

/**
 * Applies events to the ledger within a transaction: facts, judgements, references, regressions and
 * what the rollup owes are true together or not at all. Idempotent, and the order of events and of
 * batches does not matter: whatever arrives in whatever order, the same events end in the same database.
 */
export async function applyWithin(
  tx: Prisma.TransactionClient,
  events: readonly LedgerEvent[],
  { rank, heardAt }: Pick<ApplyOptions, 'rank' | 'heardAt'>,
): Promise<void> {
  const called = await applyRenames(tx, events);
  const byName = gather(called, rank);
  const ids = await lockRepositories(tx, [...byName.keys()]);
  const news = new Map<number, News>();
  const names = new Map<number, string>();
  for (const [name, one] of byName) {
    const id = ids.get(name);
    if (id === undefined) continue;
    news.set(id, one);
    names.set(id, name);
  }
  // After the locks: whoever changed the rules before they were taken is seen.
  await applyNews(tx, news, names, await loadJudging(tx));
  const heard = lastHeard(events, called, heardAt);
  await noteHeard(tx, news, (id) => heard.get(names.get(id) ?? ''));
}

/** When each repository was last told of, by its present name. */
function lastHeard(
  events: readonly LedgerEvent[],
  called: readonly LedgerEvent[],
  heardAt: ApplyOptions['heardAt'],
): Map<string, Date> {
  const heard = new Map<string, Date>();
  const told = new Set<string>();
  events.forEach(({ repository }, index) => {
    if (told.has(repository)) return;
    told.add(repository);
    const at = heardAt?.(repository);
    const name = called[index]?.repository ?? repository;
    const known = heard.get(name);
    if (at !== undefined && (known === undefined || known < at)) heard.set(name, at);
  });
  return heard;
}

const Known = z.object({ id: z.int(), name: z.string() });

/** Makes the repositories known and takes their locks in one order, so that batches never deadlock. */
async function lockRepositories(
  tx: Prisma.TransactionClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    tx,
    Known,
    Prisma.sql`
    with added as (
      insert into repository (name)
      select name from unnest(${names}::text[]) as told(name)
      where not exists (select from repository r where r.name = told.name)
      order by 1
      on conflict (name) do nothing returning id, name)
    select id, name from added
    union select id, name from repository where name = any(${names}::text[])`,
  );
  const ids = new Map(found.map(({ id, name }) => [name, id]));
  const missing = names.filter((name) => !ids.has(name));
  // Another transaction made them while this statement ran: it saw neither its own nor theirs.
  if (missing.length > 0) return lockRepositories(tx, names);
  await tx.$executeRaw`
    select pg_advisory_xact_lock(${repositoryLock}::int, id)
    from (select unnest(${[...ids.values()]}::int[]) as id order by 1) as ordered`;
  const still = await rows(
    tx,
    Known,
    Prisma.sql`select id, name from repository where id = any(${[...ids.values()]}::int[])`,
  );
  // Who had a lock before deleted its repository: this batch begins it anew.
  if (still.length < ids.size) return lockRepositories(tx, names);
  return ids;
}

/** Moves on how far each repository's data is known to be complete, and what its host says of it. */
async function noteHeard(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  heardAt: (repositoryId: number) => Date | undefined,
) {
  const heard = [...news].map(([id, { newestAt, seen }]) => ({
    id,
    through: heardAt(id)?.toISOString() ?? newestAt ?? null,
    url: seen?.value.url ?? null,
    default_branch: seen?.value.defaultBranch ?? null,
  }));
  if (heard.length === 0) return;
  await tx.$executeRaw`
    update repository r set
      observed_through = greatest(r.observed_through, least(h.through, now())),
      url = coalesce(h.url, r.url),
      default_branch = coalesce(h.default_branch, r.default_branch)
    from json_to_recordset(${JSON.stringify(heard)}::json)
      as h(id int, through timestamptz, url text, default_branch text)
    where r.id = h.id`;
}
