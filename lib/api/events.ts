import * as z from 'zod/mini';

/** What came of each posted event, in the order of posting. */
export const EventResult = z.discriminatedUnion('result', [
  z.object({ index: z.int(), result: z.literal('accepted') }),
  z.object({ index: z.int(), result: z.literal('duplicate') }),
  /** A CDEvent that tells nothing of changes, checks, deployments or incidents, or lacks what it needs. */
  z.object({ index: z.int(), result: z.literal('ignored'), reason: z.string() }),
  z.object({
    index: z.int(),
    result: z.literal('rejected'),
    /** Where the fault is, like `changes.0.number`; empty for the event as a whole. */
    path: z.string(),
    reason: z.string(),
  }),
]);
export type EventResult = z.output<typeof EventResult>;

export const EventsAnswer = z.object({
  accepted: z.int(),
  duplicate: z.int(),
  ignored: z.int(),
  rejected: z.int(),
  results: z.array(EventResult),
});
export type EventsAnswer = z.output<typeof EventsAnswer>;
