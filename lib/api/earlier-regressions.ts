import * as z from 'zod/mini';
import { Id, type Question } from '@/lib/api/question';
import { RegressionRow } from '@/lib/api/rows';

/** The regressions before one, the latest first, of changes that touched the same areas; dismissed ones aside. */
export const earlierRegressionsQuestion = {
  path: '/api/v1/earlier-regressions',
  ask: z.object({ id: Id }),
  answer: z.object({ areas: z.array(z.string()), rows: z.array(RegressionRow) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type EarlierRegressionsAsk = z.output<typeof earlierRegressionsQuestion.ask>;
export type EarlierRegressionsAnswer = z.output<typeof earlierRegressionsQuestion.answer>;
