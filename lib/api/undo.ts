import * as z from 'zod/mini';

/** What a removal answers besides the id of what is gone: the word that puts it back. */
export const Removal = z.object({ undo: z.string() });
export type Removal = z.output<typeof Removal>;

/**
 * POST puts back what the word was given for, under the id that it had: 400 where the word is another's or
 * older than an hour, 409 where it is back already or what it belonged to is gone.
 */
export const undoPath = '/api/v1/undo';
export const UndoRequest = z.object({
  undo: z.string().check(z.minLength(1), z.maxLength(100_000), z.regex(/^[\w-]+$/)),
});
export const UndoAnswer = z.object({ id: z.union([z.string(), z.int()]) });
