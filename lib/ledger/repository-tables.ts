import { Prisma } from '@/lib/db/generated/client';

/** Every table whose rows belong to a repository. */
export const repositoryTables = [
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
  'repository_alias',
  'review',
  'stale_month',
] as const;

/** Removes repositories and all that belongs to them. `which` is a condition on `repository`. */
export async function deleteRepositories(
  tx: Prisma.TransactionClient,
  which: Prisma.Sql,
): Promise<void> {
  for (const table of repositoryTables) {
    await tx.$executeRaw`
      delete from ${Prisma.raw(table)}
      where repository_id in (select id from repository where ${which})`;
  }
  await tx.$executeRaw`delete from repository where ${which}`;
}
