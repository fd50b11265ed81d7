import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { Mode } from '@/lib/domain/change';
import { Confidence } from '@/lib/domain/evidence';
import { Rule, RulePlace } from '@/lib/domain/rule';

/** A rule that people added and have not revoked. */
export const ToldRule = z.object({
  id: z.int(),
  rule: Rule,
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type ToldRule = z.output<typeof ToldRule>;

/** A mark that Aftermerge knows without being told. */
export const KnownMark = z.object({
  authorship: z.enum(['agent', 'automation']),
  agent: z.nullable(z.string()),
  found: RulePlace,
  /** In readable form: `…` stands for anything, brackets hold what may be missing. */
  pattern: z.string(),
  /** The regular expression that decides, where one does. */
  expression: z.nullable(z.string()),
  /** Null where the account that opened the change tells it. */
  mode: z.nullable(Mode),
  confidence: Confidence,
});
export type KnownMark = z.output<typeof KnownMark>;

/**
 * What changes are judged by: the rules of people, newest first, and the marks that are known. POST a
 * Rule to the same path to add it, DELETE it with its id to revoke it.
 */
export const rulesQuestion = {
  path: '/api/v1/rules',
  ask: z.object({}),
  answer: z.object({ rules: z.array(ToldRule), marks: z.array(KnownMark) }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type RulesAnswer = z.output<typeof rulesQuestion.answer>;

/** Which rule is revoked. */
export const RuleId = z.object({
  id: z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? Number(value) : value)),
    z.int().check(z.minimum(1), z.maximum(2_147_483_647)),
  ),
});

/** What adding or revoking a rule answers. */
export const ChangedRule = z.object({ id: z.int() });
