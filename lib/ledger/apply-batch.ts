import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import { applyAbsorption } from '@/lib/ledger/absorption';
import { applyIncidents, applyReports, type Cause } from '@/lib/ledger/causes';
import { applyChanges, type JudgedChange } from '@/lib/ledger/changes';
import type { Rules } from '@/lib/ledger/derive-change';
import { gather } from '@/lib/ledger/gather';
import { loadJudging } from '@/lib/ledger/judging';
import { repositoryLock } from '@/lib/ledger/locked-repository';
import type { News, Rank } from '@/lib/ledger/news';
import { findBrokenMain, findRollbacks } from '@/lib/ledger/operations';
import { applyReferences } from '@/lib/ledger/references';
import { applyRegressions } from '@/lib/ledger/regressions';
import { settleChanges } from '@/lib/ledger/settle';
import {
  applyAttestations,
  applyChecks,
  applyDeployments,
  applyReviews,
} from '@/lib/ledger/signals';
import { markStale, monthsOf, monthsOfDeployments } from '@/lib/ledger/stale-months';
import { keepStatistics } from '@/lib/ledger/statistics';
import { type Touched, touched } from '@/lib/ledger/touched';

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
  const byName = gather(events, rank);
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
  await noteHeard(tx, news, (id) => heardAt?.(names.get(id) ?? ''));
}

/**
 * Applies news within a transaction that holds the locks of the repositories. News of a change that
 * say nothing have it judged anew from what is stored.
 */
export async function applyNews(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
  names: ReadonlyMap<number, string>,
  rules: Rules,
): Promise<void> {
  judgeAnew(news, await applyAttestations(tx, news));
  const named = touched(
    [...news].flatMap(([repositoryId, { changes }]) =>
      [...changes.keys()].map((key) => ({ repositoryId, key })),
    ),
  );
  const monthsBefore = await monthsOf(tx, joined(named, reviewed(news)));
  const judged = await applyChanges(tx, news, names, rules);
  await keepStatistics(tx, judged.length);
  await applyReviews(tx, news);
  await applyChecks(tx, news);
  const deployments = await applyDeployments(tx, news);
  await markStale(tx, await monthsOfDeployments(tx, deployments));
  const looked = await applyAbsorption(tx, named);
  const causes = [
    ...judged.map(causeOf),
    ...(await applyIncidents(tx, news, names)),
    ...(await applyReports(tx, news, names)),
    ...(await findRollbacks(tx, deployments)),
    ...(await findBrokenMain(tx, looked, news)),
  ];
  const windows = rules.settings.incidentWindows;
  const targets = await applyReferences(tx, { causes, changes: looked, deployments, windows });
  await applyConsequences(tx, joined(looked, targets), monthsBefore);
}

/** What follows from references and decisions for the listed changes, up to what the rollup owes. */
export async function applyConsequences(
  tx: Prisma.TransactionClient,
  affected: Touched,
  monthsBefore: Touched = touched([]),
): Promise<void> {
  await applyRegressions(tx, affected);
  await settleChanges(tx, affected);
  await markStale(tx, joined(monthsBefore, await monthsOf(tx, affected)));
}

/** The changes of which there are reviews: whether they were reviewed is counted. */
function reviewed(news: ReadonlyMap<number, News>): Touched {
  return touched(
    [...news].flatMap(([repositoryId, { reviews }]) =>
      [...reviews.keys()].map((key) => ({ repositoryId, key })),
    ),
  );
}

/** Adds changes of which there is no other news. */
function judgeAnew(news: ReadonlyMap<number, News>, { repositoryIds, keys }: Touched): void {
  keys.forEach((key, index) => {
    const changes = news.get(repositoryIds[index] ?? 0)?.changes;
    if (changes !== undefined && !changes.has(key)) {
      changes.set(key, { facts: {}, commits: new Map() });
    }
  });
}

function causeOf({ repositoryId, key, row, mentions }: JudgedChange): Cause {
  return {
    repositoryId,
    type: 'change',
    key,
    at: row.outcome === 'merged' ? row.merged_at : null,
    mentions,
  };
}

function joined(a: Touched, b: Touched): Touched {
  return {
    repositoryIds: [...a.repositoryIds, ...b.repositoryIds],
    keys: [...a.keys, ...b.keys],
  };
}

/** Makes the repositories known and takes their locks in one order, so that batches never deadlock. */
async function lockRepositories(tx: Prisma.TransactionClient, names: readonly string[]) {
  const found = await rows(
    tx,
    z.object({ id: z.int(), name: z.string() }),
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
