import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { RepositoryName } from '@/lib/domain/change';
import { DigestPart } from '@/lib/domain/digest';

/** Where digests go, the oldest first. POST a PostedDigest to the same path, DELETE a NamedDigest. */
export const digestsQuestion = {
  path: '/api/v1/digests',
  ask: z.object({}),
  answer: z.object({
    digests: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        /** Of its address the host alone: whoever knows the whole may write there. */
        host: z.string(),
        parts: z.array(DigestPart),
        /** What it tells of; all where it is empty. */
        repositories: z.array(z.string()),
        sentAt: z.nullable(z.iso.datetime()),
        /** Why the last one could not be sent; null once one was. */
        failure: z.nullable(z.string()),
      }),
    ),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DigestsAnswer = z.output<typeof digestsQuestion.answer>;

export const PostedDigest = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(1, 'must not be empty'), z.maxLength(100), z.regex(/^\P{Cc}*$/u)),
  /** An incoming webhook of a chat, or whatever else takes `{"text": …}`. */
  address: z
    .url({ protocol: /^https?$/, error: 'must begin with https:// or http://' })
    .check(z.maxLength(2_000)),
  parts: z.array(DigestPart).check(z.minLength(1, 'must have at least one part')),
  repositories: z._default(z.array(RepositoryName).check(z.maxLength(200)), []),
});
export type PostedDigest = z.output<typeof PostedDigest>;

export const NamedDigest = z.object({ id: z.int().check(z.minimum(1), z.maximum(2_147_483_647)) });
export const DigestAnswer = z.object({ id: z.int() });
