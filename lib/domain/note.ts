import * as z from 'zod/mini';

/** What somebody wrote down: plain text. */
export const NoteText = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'must not be empty'),
    z.maxLength(4_000, 'is longer than 4,000 characters'),
  );
