import * as z from 'zod/mini';

/** What a backup says of itself: the last entry of the archive, so that a torn one has none. */
export const Manifest = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** The migrations that its tables came from, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.int(), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
});
export type Manifest = z.output<typeof Manifest>;

export const manifestName = 'manifest.json';
/** The entry of a table: its rows as PostgreSQL's COPY writes them as text. */
export const entryOf = (table: string) => `tables/${table}.copy`;

/**
 * Tables that no backup holds: what lets somebody in for a while, and must not do so again, and what is
 * counted for minutes.
 */
export const passing: readonly string[] = [
  'session',
  'verification',
  'one_time_link',
  'rate_limit',
];
