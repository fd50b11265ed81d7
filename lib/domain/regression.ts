import * as z from 'zod/mini';

/** In what way a change was undone or found to have broken something. */
export const RegressionKind = z.enum([
  'revert',
  'rollback',
  'incident',
  'hotfix',
  'reported',
  'broken-main',
]);
export type RegressionKind = z.output<typeof RegressionKind>;

/** The kinds that the headline rate counts; `broken-main` is shown beside them. */
export const headlineKinds: readonly RegressionKind[] = [
  'revert',
  'rollback',
  'incident',
  'hotfix',
  'reported',
];

/** `suspected` is below the confidence that counts; `dismissed` means that a person said no. */
export const RegressionStatus = z.enum(['confirmed', 'suspected', 'dismissed']);
export type RegressionStatus = z.output<typeof RegressionStatus>;
