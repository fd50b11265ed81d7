import * as z from 'zod/mini';

/**
 * What a digest tells by itself. `week`: every Monday what the week before brought; `turn`: when the
 * comparison of agents with people becomes settled, or is no longer.
 */
export const digestParts = ['week', 'turn'] as const;
export const DigestPart = z.enum(digestParts);
export type DigestPart = z.output<typeof DigestPart>;

/** Whether agents' changes regress more often than people's, as far as daily readers may say. */
export const Turn = z.enum(['higher', 'lower', 'open']);
export type Turn = z.output<typeof Turn>;
