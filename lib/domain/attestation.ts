import * as z from 'zod/mini';

const Lines = z.int().check(z.nonnegative(), z.maximum(1_000_000_000));

/**
 * Who wrote the lines of one commit, noted down by a tool while they were written: declared evidence,
 * finer than any mark.
 */
export const Attestation = z.object({
  /** In which form the note was kept. */
  source: z.enum(['git-ai', 'agent-trace']),
  /** The lines that each agent wrote, by what the note calls the tool. */
  lines: z
    .array(
      z.object({
        tool: z.string().check(z.minLength(1), z.maxLength(200)),
        model: z.optional(z.string().check(z.maxLength(200))),
        lines: Lines,
      }),
    )
    .check(z.maxLength(100)),
  /** All lines that the commit added, whoever wrote them; absent where it is not known. */
  addedLines: z.optional(Lines),
});
export type Attestation = z.output<typeof Attestation>;
