import * as z from 'zod/mini';

const Moment = z.coerce.date();

/** A note as it was, and whose it was. */
export const RemovedNote = z.object({
  kind: z.literal('note'),
  repository: z.string(),
  regressionId: z.guid(),
  id: z.guid(),
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: Moment,
  editedAt: z.nullable(Moment),
});
export type RemovedNote = z.output<typeof RemovedNote>;

/** A saved view as it was. */
export const RemovedView = z.object({
  kind: z.literal('view'),
  id: z.int(),
  path: z.string(),
  name: z.string(),
  query: z.string(),
  createdBy: z.string(),
  createdAt: Moment,
});
export type RemovedView = z.output<typeof RemovedView>;

/** A digest as it was; its address sealed as it is stored. */
export const RemovedDigest = z.object({
  kind: z.literal('digest'),
  id: z.int(),
  name: z.string(),
  address: z.string(),
  host: z.string(),
  parts: z.array(z.string()),
  repositories: z.array(z.string()),
  toldWeek: z.nullable(Moment),
  toldTurn: z.string(),
  sentAt: z.nullable(Moment),
  failure: z.nullable(z.string()),
  createdAt: Moment,
});
export type RemovedDigest = z.output<typeof RemovedDigest>;

/** All that it takes to put back what somebody removed, under the id that it had. */
export const Removed = z.discriminatedUnion('kind', [
  RemovedNote,
  RemovedView,
  RemovedDigest,
  // These stay where they are, and only hold no more.
  z.object({ kind: z.literal('guardrail'), id: z.int() }),
  z.object({ kind: z.literal('rule'), id: z.int() }),
]);
export type Removed = z.output<typeof Removed>;
