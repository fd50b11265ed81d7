import * as z from 'zod/mini';
import { listTokens } from '@/lib/access/tokens';
import type { TokensAnswer } from '@/lib/api/tokens';
import type { PrismaClient } from '@/lib/db/generated/client';
import { TokenScope } from '@/lib/domain/token-scope';

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** All tokens, as their page and its route tell them. */
export async function toldTokens(database: PrismaClient): Promise<TokensAnswer> {
  const tokens = await listTokens(database);
  return {
    tokens: tokens.map(({ id, name, scopes, repositories, createdAt, ...moments }) => ({
      id,
      name,
      scopes: z.array(TokenScope).parse(scopes),
      repositories,
      createdAt: createdAt.toISOString(),
      expiresAt: iso(moments.expiresAt),
      lastUsedAt: iso(moments.lastUsedAt),
      revokedAt: iso(moments.revokedAt),
    })),
  };
}
