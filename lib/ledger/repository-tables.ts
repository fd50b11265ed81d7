import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { levels } from '@/lib/rollup/dimensions';
import { lockRollup } from '@/lib/rollup/rollup';

/** Every table whose rows belong to a repository, but for the rollup's. */
const ledgerTables = [
  'accepted_event',
  'attestation',
  'attribution_evidence',
  'authorship_override',
  'change',
  'change_commit',
  'check_run',
  'deployment',
  'failure_mode_decision',
  'history_import',
  'incident',
  'note',
  'reference',
  'regression',
  'regression_decision',
  'regression_evidence',
  'report',
  'repository_alias',
  'review',
] as const;
const rollupTables = ['cohort', 'deployment_outcome', 'stale_month'] as const;

/** Every table whose rows belong to a repository. */
export const repositoryTables = [...ledgerTables, ...rollupTables];
export type RepositoryTable = (typeof repositoryTables)[number];

/**
 * Removes repositories and all that belongs to them. `which` is a condition on `repository`.
 * @returns how many rows went from each table.
 */
export async function deleteRepositories(
  tx: Prisma.TransactionClient,
  which: Prisma.Sql,
): Promise<Map<RepositoryTable, number>> {
  const found = await rows(
    tx,
    z.object({ id: z.int() }),
    Prisma.sql`select id from repository where ${which}`,
  );
  const ids = found.map(({ id }) => id);
  const gone = new Map<RepositoryTable, number>();
  if (ids.length === 0) return gone;
  for (const table of ledgerTables) gone.set(table, await deleteRows(tx, table, ids));
  // Last, because pages wait for it: a month that is being counted would be added after its repository went.
  await lockRollup(tx);
  for (const table of rollupTables) gone.set(table, await deleteRows(tx, table, ids));
  await tx.$executeRaw`delete from repository where id = any(${ids}::int[])`;
  return gone;
}

/** The levels, first in the key of the cells: without them no index finds a repository's. */
const everyLevel = Prisma.sql`and level = any(${levels.map((_, number) => number)}::int2[])`;

function deleteRows(
  tx: Prisma.TransactionClient,
  table: RepositoryTable,
  ids: readonly number[],
): Promise<number> {
  return tx.$executeRaw`
    delete from ${Prisma.raw(table)} where repository_id = any(${ids}::int[])
    ${table === 'cohort' ? everyLevel : Prisma.empty}`;
}
