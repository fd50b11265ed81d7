import * as z from 'zod/mini';
import { Authorship } from '@/lib/domain/change';
import { WindowDays } from '@/lib/domain/day';
import { RegressionKind } from '@/lib/domain/regression';

/** How the numbers of an answer were made: sent with every one of them. */
export const Definition = z.object({
  /** Raised whenever the same data would give another number. */
  version: z.string(),
  windowDays: WindowDays,
  kinds: z.array(RegressionKind),
  authorship: z.array(Authorship),
  /** Whether regressions that are only suspected count too. */
  suspected: z.enum(['left-out', 'counted']),
  /** Of the intervals: 0.95. */
  level: z.number(),
  text: z.string(),
});
export type Definition = z.output<typeof Definition>;

/** A rate with its interval, all three between 0 and 1, or null where it cannot be told yet. */
export const Rate = z.object({
  /** Exposed changes. */
  changes: z.int(),
  /** Of them, those whose first counted regression fell within the window and was watched. */
  regressions: z.int(),
  /** Probability of regressing within the window; null while nobody has been watched that long. */
  rate: z.nullable(z.number()),
  lower: z.nullable(z.number()),
  upper: z.nullable(z.number()),
});
export type Rate = z.output<typeof Rate>;
