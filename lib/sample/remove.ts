import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { deleteRepositories } from '@/lib/ledger/repository-tables';
import { alone, noteOfSample } from '@/lib/sample/alone';

/**
 * Removes the sample repositories and everything known of them, in one transaction.
 * @throws SampleRefusal while the sample is being loaded or removed by somebody else.
 */
export function removeSample(database: PrismaClient, removedBy: string): Promise<void> {
  return alone(database, async (tx) => {
    await deleteSample(tx);
    await noteOfSample(tx, 'remove-sample', removedBy);
  });
}

/** Deletes what `removeSample` removes, as part of a transaction. */
export async function deleteSample(tx: Prisma.TransactionClient): Promise<void> {
  await deleteRepositories(tx, Prisma.sql`sample`);
}
