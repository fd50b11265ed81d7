import * as z from 'zod/mini';
import { ToldChange, ToldRegression } from '@/lib/api/change';
import { Id, type Question } from '@/lib/api/question';

/**
 * One regression's story: the change, who wrote it, what broke, and the evidence for each. `regression` is
 * null where a person unlinked it: `unlinked` of the change tells what is known of it.
 */
export const regressionQuestion = {
  path: '/api/v1/regression',
  ask: z.object({ id: Id }),
  answer: z.object({ regression: z.nullable(ToldRegression), change: ToldChange }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RegressionAsk = z.output<typeof regressionQuestion.ask>;
export type RegressionAnswer = z.output<typeof regressionQuestion.answer>;
