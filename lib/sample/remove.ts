import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { alone } from '@/lib/sample/alone';

/** Every table whose rows belong to a repository. */
const tables = [
  'accepted_event',
  'attestation',
  'attribution_evidence',
  'authorship_override',
  'change',
  'change_commit',
  'check_run',
  'cohort',
  'deployment',
  'deployment_outcome',
  'history_import',
  'incident',
  'reference',
  'regression',
  'regression_decision',
  'regression_evidence',
  'report',
  'review',
  'stale_month',
].map((table) => Prisma.raw(table));

/**
 * Removes the sample repositories and everything known of them, in one transaction.
 * @throws SampleRefusal while the sample is being loaded or removed by somebody else.
 */
export function removeSample(database: PrismaClient): Promise<void> {
  return alone(database, deleteSample);
}

/** Deletes what `removeSample` removes, as part of a transaction. */
export async function deleteSample(tx: Prisma.TransactionClient): Promise<void> {
  for (const table of tables) {
    await tx.$executeRaw`
      delete from ${table} where repository_id in (select id from repository where sample)`;
  }
  await tx.$executeRaw`delete from repository where sample`;
}
