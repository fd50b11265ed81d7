import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { RepositoryName } from '@/lib/domain/change';
import { Reason } from '@/lib/domain/rule';

/** How much is stored of a repository, and goes with it. */
export const RepositoryCounts = z.object({
  changes: z.int(),
  commits: z.int(),
  reviews: z.int(),
  checks: z.int(),
  deployments: z.int(),
  incidents: z.int(),
  reports: z.int(),
  regressions: z.int(),
  /** What people said of its changes and regressions. */
  decisions: z.int(),
  /** The months of merge that the rollup holds of it. */
  months: z.int(),
  /** Those that tell of no other repository. */
  deliveries: z.int(),
});
export type RepositoryCounts = z.output<typeof RepositoryCounts>;

/** What goes when a repository is deleted; 404 where there is none of that name. */
export const repositoryQuestion = {
  path: '/api/v1/repository',
  ask: z.object({ name: RepositoryName }),
  answer: z.object({
    name: z.string(),
    /** Names that it had before; they are forgotten with it. */
    formerNames: z.array(z.string()),
    counts: RepositoryCounts,
    /** Deliveries that tell of other repositories too: they stay. */
    sharedDeliveries: z.int(),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RepositoryAsk = z.output<typeof repositoryQuestion.ask>;
export type RepositoryAnswer = z.output<typeof repositoryQuestion.answer>;

/**
 * POST deletes a repository with all that is stored of it, which nothing brings back: 404 where there is
 * none of that name, 409 while its history is imported.
 */
export const repositoryDeletionPath = '/api/v1/repository-deletion';
export const RepositoryDeletion = z
  .object({
    name: RepositoryName,
    /** The name once more, as somebody typed it. */
    confirmed: z.string().check(z.maxLength(200)),
    reason: Reason,
  })
  .check(
    z.refine(({ name, confirmed }) => confirmed === name, {
      path: ['confirmed'],
      error: 'must be the name of the repository, exactly as it is written',
    }),
  );
/** What that answers: what went. */
export const DeletedRepository = z.object({ name: z.string(), counts: RepositoryCounts });
