import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { refreshRollup } from '@/lib/rollup/rollup';

/** Every table that the ledger writes. */
const tables = [
  'repository',
  'repository_alias',
  'change',
  'change_commit',
  'attestation',
  'attribution_evidence',
  'reference',
  'regression',
  'regression_evidence',
  'incident',
  'report',
  'review',
  'check_run',
  'deployment',
  'cohort',
  'deployment_outcome',
  'stale_month',
];

/**
 * All that the ledger holds, as sorted texts by table, without what only tells how it came about
 * (ids of repositories, times of arrival). Two ledgers with equal contents are the same.
 */
export async function contents(database: PrismaClient): Promise<Record<string, string[]>> {
  await refreshRollup(database);
  const found: Record<string, string[]> = {};
  for (const table of tables) {
    const name = Prisma.raw(table);
    const list = await rows(
      database,
      z.object({ row: z.string() }),
      table === 'repository'
        ? Prisma.sql`select (to_jsonb(t) - 'id' - 'created_at')::text as row from ${name} t order by 1`
        : Prisma.sql`
          select r.name || ' ' || (to_jsonb(t) - 'repository_id' - 'id' - 'regression_id')::text as row
          from ${name} t join repository r on r.id = t.repository_id order by 1`,
    );
    found[table] = list.map(({ row }) => row);
  }
  return found;
}

/** Empties the ledger. */
export async function emptied(database: PrismaClient): Promise<void> {
  await database.$executeRaw`truncate ${Prisma.raw(tables.join(', '))} restart identity`;
}
