import * as z from 'zod/mini';
import { RegressionId } from '@/lib/api/decision';
import type { Question } from '@/lib/api/question';
import { RegressionRow } from '@/lib/api/rows';
import { isPlaced, type PartKind, searched, sortedPaging } from '@/lib/api/sorting';
import { inOrder, ListFilter, listOf } from '@/lib/domain/filter';
import { CheckOutcome, CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

/** What regressions can be sorted by; `regressed`: when they came. */
export const RegressionSort = z.enum(['regressed', 'day', 'kind', 'authorship']);
export type RegressionSort = z.output<typeof RegressionSort>;

/** What tells a place in the list. */
export const regressionSorts: Record<RegressionSort, readonly PartKind[]> = {
  regressed: ['moment', 'number', 'uuid'],
  day: ['number', 'moment', 'number', 'uuid'],
  kind: ['word', 'moment', 'number', 'uuid'],
  authorship: ['word', 'moment', 'number', 'uuid'],
};

/** Which regressions are listed, and in which order. */
const RegressionList = z.extend(ListFilter, {
  status: z.optional(listOf(RegressionStatus)),
  /** Why they broke something, as they are counted by it. */
  failureMode: z.optional(listOf(CountedFailureMode)),
  /** How the checks of their changes stood when these were merged. */
  checks: z.optional(listOf(CheckOutcome)),
  ...searched,
  sort: z._default(RegressionSort, 'regressed'),
});
export type RegressionList = z.output<typeof RegressionList>;

/**
 * The regressions behind a rate, newest first unless sorted otherwise: for each change the first that
 * counts among the kinds asked for, within the window. With `status=suspected,…` instead every
 * regression of those statuses, whenever it came.
 */
export const regressionsQuestion = {
  path: '/api/v1/regressions',
  ask: z.extend(RegressionList, sortedPaging).check(inOrder, isPlaced(regressionSorts)),
  answer: z.object({ rows: z.array(RegressionRow), next: z.nullable(z.string()), total: z.int() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RegressionsAsk = z.output<typeof regressionsQuestion.ask>;
export type RegressionsAnswer = z.output<typeof regressionsQuestion.answer>;

/** The whole list as a file, of the path with `.csv` or `.json` behind it. */
export const regressionsFile = { path: '/api/v1/regressions', ask: RegressionList.check(inOrder) };

/**
 * The regressions before and after one in a list, and its place there; null where it is in the list no
 * more, as after it was dismissed. 404 where there is no such regression.
 */
export const neighboursQuestion = {
  path: '/api/v1/regression-neighbours',
  ask: z.extend(RegressionList, { of: RegressionId }).check(inOrder),
  answer: z.object({
    previous: z.nullable(z.string()),
    next: z.nullable(z.string()),
    place: z.nullable(z.int()),
    total: z.int(),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type NeighboursAsk = z.output<typeof neighboursQuestion.ask>;
export type NeighboursAnswer = z.output<typeof neighboursQuestion.answer>;
