import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';

/** Where whoever asks is signed in, the newest first. DELETE an EndedSession to the same path. */
export const ownSessionsQuestion = {
  path: '/api/v1/own-sessions',
  ask: z.object({}),
  answer: z.object({
    sessions: z.array(
      z.object({
        id: z.string(),
        /** What the browser calls itself. */
        userAgent: z.nullable(z.string()),
        address: z.nullable(z.string()),
        beganAt: z.iso.datetime(),
        /** To about five minutes. */
        lastUsedAt: z.iso.datetime(),
        /** The one that asks. */
        present: z.boolean(),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type OwnSession = z.output<typeof ownSessionsQuestion.answer>['sessions'][number];

/** All but the present one where no `id` is given. */
export const EndedSession = z.object({
  id: z.optional(z.string().check(z.minLength(1), z.maxLength(100))),
});
