import * as z from 'zod/mini';
import type { Question } from '@/lib/api/question';
import { SourceId, SourceName, SourceRepositories, SourceSecret } from '@/lib/domain/source-draft';

/** A provider that can be set up as a source. */
export const KnownKind = z.object({
  kind: z.string(),
  label: z.string(),
  group: z.enum(['git host', 'CI', 'incident tool', 'any tool']),
  setup: z.object({
    where: z.string(),
    secret: z.string(),
    contentType: z.optional(z.string()),
    events: z.readonly(z.array(z.string())),
  }),
});
export type KnownKind = z.output<typeof KnownKind>;

/** A sender that was set up, and how it fares. */
export const ToldSource = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  repositories: z.array(z.string()),
  /** Where it posts to, below this server's own address. */
  path: z.string(),
  createdAt: z.iso.datetime(),
  /** The secret before the present one is still believed. */
  rotating: z.boolean(),
  lastDeliveryAt: z.nullable(z.iso.datetime()),
  /** Deliveries in each of the last 24 hours, the latest last. */
  hours: z.array(z.int()),
  /** Deliveries a day, over the 28 days before today on which it could send. */
  usualADay: z.number(),
  /** In words, where it has been silent for longer than its usual pace explains; else null. */
  silence: z.nullable(z.string()),
  pending: z.int(),
  /** Pending ones that failed before. */
  retrying: z.int(),
  dead: z.int(),
  refused: z.int(),
  lastRefusedAt: z.nullable(z.iso.datetime()),
  lastRefusal: z.nullable(z.string()),
});
export type ToldSource = z.output<typeof ToldSource>;

/** How far a history is read from a host's API: `npm run backfill`. */
export const ToldBackfill = z.object({
  repository: z.string(),
  state: z.enum(['running', 'waiting', 'done', 'failed']),
  /** Things that are stored, and about how many there are. */
  done: z.int(),
  total: z.int(),
  error: z.nullable(z.string()),
  updatedAt: z.iso.datetime(),
});
export type ToldBackfill = z.output<typeof ToldBackfill>;

/** The senders that are set up, and the kinds that could be. */
export const sourcesQuestion = {
  path: '/api/v1/sources',
  ask: z.object({}),
  answer: z.object({
    sources: z.array(ToldSource),
    kinds: z.array(KnownKind),
    /** The newest first. */
    backfills: z.array(ToldBackfill),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type SourcesAnswer = z.output<typeof sourcesQuestion.answer>;

/** POSTed to the same path: a source to set up. Its kind is checked against the known ones. */
export const PostedSource = z.object({
  kind: z.string().check(z.minLength(1), z.maxLength(60)),
  /** The kind's label unless said. */
  name: z.optional(SourceName),
  repositories: z._default(SourceRepositories, []),
  /** One that the sender made; without it one is made here. */
  secret: z.optional(SourceSecret),
});
/** What that answers: the secret is told this once. */
export const AddedSource = z.object({ id: z.string(), path: z.string(), secret: z.string() });
export type AddedSource = z.output<typeof AddedSource>;

/** PUT to the same path: another name, other repositories. */
export const ChangedSource = z.object({
  id: SourceId,
  name: z.optional(SourceName),
  repositories: z.optional(SourceRepositories),
});

/** DELETEd at the same path. */
export const NamedSource = z.object({ id: SourceId });

/** POSTed to /api/v1/source-secret: the next secret; DELETE with `id` ends the one before. */
export const RotatedSecret = z.object({ id: SourceId, secret: z.optional(SourceSecret) });
