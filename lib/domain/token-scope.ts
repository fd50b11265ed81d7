import * as z from 'zod/mini';

/** What a token may be used for. */
export const tokenScopes = ['post', 'read', 'gate', 'metrics'] as const;
export const TokenScope = z.enum(tokenScopes);
export type TokenScope = z.output<typeof TokenScope>;
