import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';

/** Whether there is news: a word that is another one once the ledger has changed. */
export const pulseQuestion = {
  path: '/api/v1/pulse',
  ask: z.object({}),
  answer: z.object({ beat: z.string() }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
