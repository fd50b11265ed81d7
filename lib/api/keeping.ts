import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';

/** What is kept: the bodies of deliveries, and the repositories with what is stored of each. */
export const keepingQuestion = {
  path: '/api/v1/keeping',
  ask: z.object({}),
  answer: z.object({
    /** Bodies older than so many days are reduced to their digest. */
    rawDays: z.int(),
    /** Deliveries whose body is kept as it came. */
    raw: z.object({ deliveries: z.int(), bytes: z.int() }),
    /** Deliveries of which only the digest is left. */
    reduced: z.int(),
    /** When bodies are reduced next. */
    nextReductionAt: z.iso.datetime(),
    repositories: z.array(
      z.object({
        name: z.string(),
        sample: z.boolean(),
        /** All that are stored, open ones too. */
        changes: z.int(),
        /** Those that tell of it, whether of others too or not. */
        deliveries: z.int(),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type KeepingAnswer = z.output<typeof keepingQuestion.answer>;
