import * as z from 'zod/mini';
import { beforeAfterQuestion } from '@/lib/api/before-after';
import { guardrailQuestion } from '@/lib/api/guardrail';
import type { Question } from '@/lib/api/question';

/** What each guardrail did, in the sentences of its page: against what fits its scope best. */
export const guardrailEffectsQuestion = {
  path: '/api/v1/guardrail-effects',
  ask: z.pick(guardrailQuestion.ask, { days: true, window: true }),
  answer: z.object({
    effects: z.array(
      z.object({
        id: z.int(),
        verdict: guardrailQuestion.answer.shape.verdict,
        sentence: beforeAfterQuestion.answer.shape.sentence,
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GuardrailEffectsAsk = z.output<typeof guardrailEffectsQuestion.ask>;
export type GuardrailEffectsAnswer = z.output<typeof guardrailEffectsQuestion.answer>;
