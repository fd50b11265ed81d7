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

/** Why a change broke something: suggested by rule, decided by a person. */
export const FailureMode = z.enum([
  'lost-context',
  'ripple',
  'operations',
  'test-gap',
  'intent',
  'legacy',
  'deploy-safety',
  'other',
]);
export type FailureMode = z.output<typeof FailureMode>;

/** What regressions are counted by: why it broke, or that nobody and nothing tells. */
export const CountedFailureMode = z.enum([...FailureMode.options, 'not-known']);
export type CountedFailureMode = z.output<typeof CountedFailureMode>;

/** How the checks of a change stood within a day of its merge; `not-known` where none was told. */
export const CheckOutcome = z.enum(['passed', 'failed', 'not-known']);
export type CheckOutcome = z.output<typeof CheckOutcome>;
