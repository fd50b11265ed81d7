import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Guardrail } from '@/lib/domain/guardrail';

/** A guardrail that stands, and who said so. */
export const ToldGuardrail = z.extend(Guardrail, {
  id: z.int(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type ToldGuardrail = z.output<typeof ToldGuardrail>;

/**
 * The guardrails that stand, newest date first. POST a Guardrail to the same path to add it, DELETE it
 * with its id to remove it.
 */
export const guardrailsQuestion = {
  path: '/api/v1/guardrails',
  ask: z.object({}),
  answer: z.object({ guardrails: z.array(ToldGuardrail) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type GuardrailsAnswer = z.output<typeof guardrailsQuestion.answer>;

/** Which guardrail is told of or removed. */
export const GuardrailId = z.object({
  id: z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
    z.int().check(z.minimum(1), z.maximum(2_147_483_647)),
  ),
});

/** What adding or removing a guardrail answers. */
export const ChangedGuardrail = z.object({ id: z.int() });
