import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { ledgerChannel } from '@/lib/db/ledger-channel';
import { rows } from '@/lib/db/rows';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';

/** The months in which the listed changes were merged, as (repository, first day of the month). */
export async function monthsOf(tx: Prisma.TransactionClient, changes: Touched): Promise<Touched> {
  const found = await rows(
    tx,
    z.object({ repository_id: z.int(), key: z.string() }),
    Prisma.sql`select distinct repository_id,
        (date_trunc('month', merged_at at time zone 'UTC')::date)::text as key
      from change where merged_at is not null and (repository_id, key) in ${touchedTable(changes)}`,
  );
  return touched(found.map(({ repository_id, key }) => ({ repositoryId: repository_id, key })));
}

/** The months in which the listed deployments finished. */
export async function monthsOfDeployments(
  tx: Prisma.TransactionClient,
  deployments: Touched,
): Promise<Touched> {
  if (deployments.keys.length === 0) return deployments;
  const found = await rows(
    tx,
    z.object({ repository_id: z.int(), key: z.string() }),
    Prisma.sql`select distinct repository_id,
        (date_trunc('month', finished_at at time zone 'UTC')::date)::text as key
      from deployment where (repository_id, key) in ${touchedTable(deployments)}`,
  );
  return touched(found.map(({ repository_id, key }) => ({ repositoryId: repository_id, key })));
}

/**
 * Notes that the rollup must count the months anew. A mark that stands is written again, so that
 * whoever counts the month at this moment waits for this transaction or leaves the mark alone.
 */
export async function markStale(tx: Prisma.TransactionClient, months: Touched): Promise<void> {
  await tx.$executeRaw`
    insert into stale_month (repository_id, month)
    select repository_id, key::date from ${touchedTable(months)} as t order by 1, 2
    on conflict (repository_id, month) do update set month = excluded.month`;
  // Told once the transaction is committed, however often it is said within it.
  await tx.$executeRaw`select pg_notify(${ledgerChannel}, '')`;
}
