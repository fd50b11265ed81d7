import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { RepositoryName } from '@/lib/domain/change';
import { CalendarDate } from '@/lib/domain/day';
import { TokenScope } from '@/lib/domain/token-scope';

/** The tokens of CI and tools, the oldest first. POST a PostedToken to the same path, DELETE a NamedToken. */
export const tokensQuestion = {
  path: '/api/v1/tokens',
  ask: z.object({}),
  answer: z.object({
    tokens: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        scopes: z.array(TokenScope),
        /** What it may post to and read of; all where it is empty. */
        repositories: z.array(z.string()),
        createdAt: z.iso.datetime(),
        expiresAt: z.nullable(z.iso.datetime()),
        lastUsedAt: z.nullable(z.iso.datetime()),
        revokedAt: z.nullable(z.iso.datetime()),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type TokensAnswer = z.output<typeof tokensQuestion.answer>;

export const PostedToken = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(100), z.regex(/^\P{Cc}*$/u)),
  scopes: z.array(TokenScope).check(z.minLength(1, 'must have at least one scope')),
  repositories: z._default(z.array(RepositoryName).check(z.maxLength(200)), []),
  /** The last day, in UTC, on which it opens anything. */
  expires: z.optional(CalendarDate),
});
export type PostedToken = z.output<typeof PostedToken>;
/** The token itself is told this once. */
export const MadeToken = z.object({ id: z.int(), token: z.string() });

export const NamedToken = z.object({ id: z.int().check(z.minimum(1), z.maximum(2_147_483_647)) });
export const TokenAnswer = z.object({ id: z.int() });
