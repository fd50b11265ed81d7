import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Authorship } from '@/lib/domain/change';

/** One pass over all that is stored after the rules had changed. */
export const Rejudgement = z.object({
  id: z.int(),
  /** What made it necessary, in words. */
  reason: z.string(),
  /** `superseded`: the rules changed again before it was done. */
  state: z.enum(['waiting', 'running', 'done', 'superseded']),
  /** How many changes it looks at, and has looked at. */
  total: z.int(),
  done: z.int(),
  /** How many merged changes moved from which authorship to which, the most first. */
  moved: z.array(z.object({ from: Authorship, to: Authorship, changes: z.int() })),
  requestedAt: z.iso.datetime(),
  finishedAt: z.nullable(z.iso.datetime()),
});
export type Rejudgement = z.output<typeof Rejudgement>;

/** The last passes, newest first. */
export const rejudgementsQuestion = {
  path: '/api/v1/rejudgements',
  ask: z.object({}),
  answer: z.object({ rejudgements: z.array(Rejudgement) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RejudgementsAnswer = z.output<typeof rejudgementsQuestion.answer>;
