import * as z from 'zod/mini';
import { type RepositoryAnswer, type RepositoryAsk, RepositoryCounts } from '@/lib/api/repository';
import { noteInAudit } from '@/lib/audit/note';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { importLock, repositoryLock } from '@/lib/ledger/locked-repository';
import { holdNames } from '@/lib/ledger/renames';
import { deleteRepositories, type RepositoryTable } from '@/lib/ledger/repository-tables';

/** The tables whose rows are told one by one; what hangs on those goes with them, untold. */
const countedTables = {
  changes: ['change'],
  commits: ['change_commit'],
  reviews: ['review'],
  checks: ['check_run'],
  deployments: ['deployment'],
  incidents: ['incident'],
  reports: ['report'],
  regressions: ['regression'],
  decisions: ['regression_decision', 'authorship_override'],
} as const satisfies Partial<Record<keyof RepositoryCounts, readonly RepositoryTable[]>>;

/** Enough for millions of rows; whoever asks waits for it. */
const deleting = { timeout: 1_800_000, maxWait: 60_000 };

const Named = z.object({ id: z.int(), formerNames: z.array(z.string()) });

async function findRepository(database: Database, name: string) {
  const [found] = await rows(
    database,
    Named,
    Prisma.sql`
    select id, array(select a.name from repository_alias a where a.repository_id = r.id order by 1)
      as "formerNames"
    from repository r where name = ${name}`,
  );
  return found === undefined ? undefined : { ...found, names: [name, ...found.formerNames] };
}

/** Deliveries that tell of a repository by any of its names, and of no other. */
const onlyOf = (names: readonly string[]) => Prisma.sql`
  repositories && ${names}::text[] and repositories <@ ${names}::text[]`;

/** What would go with a repository; undefined where there is none of that name. */
export async function whatGoes(
  database: Database,
  { name }: RepositoryAsk,
): Promise<RepositoryAnswer | undefined> {
  const found = await findRepository(database, name);
  if (found === undefined) return undefined;
  const { id, names, formerNames } = found;
  const counts = Object.entries(countedTables).map(([count, tables]) => {
    const each = tables.map(
      (table) =>
        Prisma.sql`(select count(*) from ${Prisma.raw(table)} where repository_id = ${id}::int)`,
    );
    return Prisma.sql`(${Prisma.join(each, ' + ')})::int as ${Prisma.raw(count)}`;
  });
  const [told] = await rows(
    database,
    z.extend(RepositoryCounts, { shared: z.int() }),
    Prisma.sql`
    select ${Prisma.join(counts)}, ${monthsOf(id)} as months,
      (select count(*)::int from delivery where ${onlyOf(names)}) as deliveries,
      (select count(*)::int from delivery where repositories && ${names}::text[]
        and not repositories <@ ${names}::text[]) as shared`,
  );
  if (told === undefined) return undefined;
  const { shared, ...rest } = told;
  return { name, formerNames, counts: rest, sharedDeliveries: shared };
}

/** Level 0 has the fewest cells. */
const monthsOf = (id: number) => Prisma.sql`
  (select count(distinct month)::int from cohort where level = 0::int2 and repository_id = ${id}::int)`;

/** Why a repository is not deleted: there is none of that name, or its history is being imported. */
export type Refused = 'unknown' | 'importing';

/**
 * Deletes a repository with all that is stored of it, and keeps in the audit trail who did, why, and how
 * much went. News that comes afterwards begins it anew.
 */
export async function deleteRepository(
  database: PrismaClient,
  { name, reason }: { name: string; reason: string },
  decidedBy: string,
): Promise<{ counts: RepositoryCounts } | { refused: Refused }> {
  return database.$transaction(async (tx) => {
    // First, as whoever applies deliveries takes them: what is applied at this moment is waited for.
    await holdDeliveries(tx, (await findRepository(tx, name))?.names ?? []);
    await holdNames(tx);
    const found = await findRepository(tx, name);
    if (found === undefined) return { refused: 'unknown' };
    const { id, names, formerNames } = found;
    if (!(await keepImportsOut(tx, id))) return { refused: 'importing' };
    await tx.$executeRaw`select pg_advisory_xact_lock(${repositoryLock}::int, ${id}::int)`;
    // Who had the lock before may have deleted it.
    if ((await findRepository(tx, name))?.id !== id) return { refused: 'unknown' };
    const deliveries = await deleteDeliveries(tx, names);
    const months = await countMonths(tx, id);
    const gone = await deleteRepositories(tx, Prisma.sql`id = ${id}::int`);
    const counts = { ...countsOf(gone), months, deliveries };
    await noteInAudit(tx, {
      decidedBy,
      action: 'delete-repository',
      repository: name,
      subject: name,
      reason,
      before: { ...counts, formerNames },
    });
    return { counts };
  }, deleting);
}

async function holdDeliveries(
  tx: Prisma.TransactionClient,
  names: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    with held as (select from delivery where ${onlyOf(names)} for update)
    select count(*) from held`;
}

/** What somebody claimed since is applied after the deletion, and begins the repository anew. */
function deleteDeliveries(tx: Prisma.TransactionClient, names: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    delete from delivery where ctid = any(array(
      select ctid from delivery where ${onlyOf(names)} for update skip locked))`;
}

/** False while an import of the repository runs. */
async function keepImportsOut(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  const [lock] = await rows(
    tx,
    z.object({ held: z.boolean() }),
    Prisma.sql`select pg_try_advisory_xact_lock(${importLock}::int, ${id}::int) as held`,
  );
  return lock?.held ?? false;
}

async function countMonths(tx: Prisma.TransactionClient, id: number): Promise<number> {
  const [found] = await rows(
    tx,
    z.object({ months: z.int() }),
    Prisma.sql`select ${monthsOf(id)} as months`,
  );
  return found?.months ?? 0;
}

function countsOf(gone: ReadonlyMap<RepositoryTable, number>) {
  const sum = (tables: readonly RepositoryTable[]) =>
    tables.reduce((all, table) => all + (gone.get(table) ?? 0), 0);
  return {
    changes: sum(countedTables.changes),
    commits: sum(countedTables.commits),
    reviews: sum(countedTables.reviews),
    checks: sum(countedTables.checks),
    deployments: sum(countedTables.deployments),
    incidents: sum(countedTables.incidents),
    reports: sum(countedTables.reports),
    regressions: sum(countedTables.regressions),
    decisions: sum(countedTables.decisions),
  };
}
