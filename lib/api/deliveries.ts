import * as z from 'zod/mini';
import { limit } from '@/lib/api/paging';
import type { Question } from '@/lib/api/question';
import { SourceId } from '@/lib/domain/source-draft';

export const DeliveryState = z.enum(['pending', 'applied', 'ignored', 'dead']);
export type DeliveryState = z.output<typeof DeliveryState>;

const storable = z.regex(/^\P{Cc}*$/u, 'must have no control characters');
const DeliveryId = z.string().check(z.minLength(1), z.maxLength(200), storable);
const Moment = z.iso.datetime({ offset: true });

/** Which deliveries: all of these together. */
export const DeliveryFilter = z.object({
  source: z.optional(SourceId),
  state: z.optional(DeliveryState),
  /** Received at or after. */
  from: z.optional(Moment),
  /** Received before. */
  to: z.optional(Moment),
  /** Part of an id, an event or an error, without regard to case. */
  search: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200), storable)),
});
export type DeliveryFilter = z.output<typeof DeliveryFilter>;

export const DeliveryRow = z.object({
  source: z.string(),
  /** The source's name; its id where it was removed. */
  sourceName: z.string(),
  id: z.string(),
  event: z.string(),
  receivedAt: z.iso.datetime(),
  state: DeliveryState,
  /** Why it was ignored, or what failed last. */
  error: z.nullable(z.string()),
  attempts: z.int(),
  /** When it is tried again, for pending ones that failed. */
  runAfter: z.nullable(z.iso.datetime()),
  settledAt: z.nullable(z.iso.datetime()),
  /** How often it was sent. */
  seenCount: z.int(),
  /** Bytes of the body; null once only its digest is kept. */
  bytes: z.nullable(z.int()),
});
export type DeliveryRow = z.output<typeof DeliveryRow>;

/** What was received, newest first. */
export const deliveriesQuestion = {
  path: '/api/v1/deliveries',
  ask: z.extend(DeliveryFilter, {
    cursor: z.optional(
      z
        .string()
        .check(
          z.maxLength(400),
          z.regex(
            /^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ .+$/,
            'must be what `next` of an earlier answer said; leave it out to start anew',
          ),
        ),
    ),
    limit,
  }),
  answer: z.object({
    rows: z.array(DeliveryRow),
    next: z.nullable(z.string()),
    /** Of all sources, whatever the filter. */
    pending: z.int(),
    dead: z.int(),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DeliveriesAsk = z.output<typeof deliveriesQuestion.ask>;
export type DeliveriesAnswer = z.output<typeof deliveriesQuestion.answer>;

/** One delivery with what was sent and what came of it. */
export const deliveryQuestion = {
  path: '/api/v1/delivery',
  ask: z.object({ source: SourceId, id: DeliveryId }),
  answer: z.object({
    row: DeliveryRow,
    headers: z.record(z.string(), z.string()),
    /** The body as text, secrets in it masked, cut where it is long; null once only its digest is kept. */
    body: z.nullable(z.object({ text: z.string(), isCut: z.boolean(), isJson: z.boolean() })),
    /** SHA-256 of the body, in hexadecimal digits. */
    digest: z.string(),
    /** What it means by the rules of now: at most 200. */
    events: z.array(
      z.object({ type: z.string(), repository: z.string(), at: z.nullable(z.string()) }),
    ),
    /** The changes that these are about, as far as they are known: at most 50. */
    changes: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
} satisfies Question<z.ZodMiniType, z.ZodMiniType>;
export type DeliveryAsk = z.output<typeof deliveryQuestion.ask>;
export type DeliveryAnswer = z.output<typeof deliveryQuestion.answer>;

/** POSTed to /api/v1/replay: these deliveries, or all that a filter picks, are applied again. */
export const PostedReplay = z.union([
  z.object({
    deliveries: z
      .array(z.object({ source: SourceId, id: DeliveryId }))
      .check(z.minLength(1), z.maxLength(1_000)),
  }),
  z.object({ filter: DeliveryFilter }),
]);
export type PostedReplay = z.output<typeof PostedReplay>;
export const ReplayAnswer = z.object({ replayed: z.int() });
