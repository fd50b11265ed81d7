import * as z from 'zod/mini';

/** How sure a rule is. `low` is shown but never counted. */
export const Confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.output<typeof Confidence>;

/** One stored fact that led to a conclusion. */
export const Evidence = z.object({
  /** Where the text stood: `author`, `trailer`, `branch`, `title`, `incident`, … */
  source: z.string(),
  /** The rule that fired, by its stable name. */
  rule: z.string(),
  /** The exact text that matched. */
  matched: z.string(),
  confidence: Confidence,
  /** The commit that carried the text, where a commit did. */
  sha: z.optional(z.string()),
});
export type Evidence = z.output<typeof Evidence>;
