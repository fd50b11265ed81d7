import * as z from 'zod/mini';
import { paging } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { RegressionRow } from '@/lib/api/rows';
import { inOrder, ListFilter, listOf } from '@/lib/domain/filter';
import { CountedFailureMode, RegressionStatus } from '@/lib/domain/regression';

/**
 * The regressions behind a rate, newest first: for each change the first that counts among the kinds
 * asked for, within the window. With `status=suspected,…` instead every regression of those statuses,
 * whenever it came.
 */
export const regressionsQuestion = {
  path: '/api/v1/regressions',
  ask: z
    .extend(ListFilter, {
      status: z.optional(listOf(RegressionStatus)),
      /** Why they broke something, as they are counted by it. */
      failureMode: z.optional(listOf(CountedFailureMode)),
      ...paging((key) => z.guid().safeParse(key).success),
    })
    .check(inOrder),
  answer: z.object({ rows: z.array(RegressionRow), next: z.nullable(z.string()), total: z.int() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RegressionsAsk = z.output<typeof regressionsQuestion.ask>;
export type RegressionsAnswer = z.output<typeof regressionsQuestion.answer>;
