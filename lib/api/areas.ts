import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';

/** A top-level part of repositories, with how many changes touch it. */
export const KnownArea = z.object({ area: z.string(), changes: z.int() });
export type KnownArea = z.output<typeof KnownArea>;

/** The areas of all that is seen, those of the most changes first; only the largest of very many. */
export const areasQuestion = {
  path: '/api/v1/areas',
  ask: z.object({}),
  answer: z.object({ areas: z.array(KnownArea) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type AreasAnswer = z.output<typeof areasQuestion.answer>;
