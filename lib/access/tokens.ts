import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '@/lib/db/generated/client';

const prefix = 'am_';
const form = /^am_([\w-]{43})([0-9a-f]{8})$/;

/** A token as lists show it; the token itself is known to its holder alone. */
export interface ToldToken {
  id: number;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Makes a token: shown this once, kept as a hash. */
export async function createToken(
  database: PrismaClient,
  name: string,
): Promise<{ id: number; token: string }> {
  const secret = randomBytes(32).toString('base64url');
  const token = `${prefix}${secret}${checksum(secret)}`;
  const { id } = await database.apiToken.create({ data: { name, hash: hashOf(token) } });
  return { id, token };
}

/** All tokens, the oldest first. */
export function listTokens(database: PrismaClient): Promise<ToldToken[]> {
  return database.apiToken.findMany({ omit: { hash: true }, orderBy: { id: 'asc' } });
}

/** Ends a token for good. False where there is none of this id; again is no error. */
export async function revokeToken(database: PrismaClient, id: number): Promise<boolean> {
  const { count } = await database.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count > 0 || (await database.apiToken.count({ where: { id } })) > 0;
}

/** The token of an Authorization header, or why it opens nothing. Notes its use once a minute. */
export async function verifyToken(
  database: PrismaClient,
  authorization: string | null,
): Promise<{ tokenId: number; refused?: never } | { refused: string; tokenId?: never }> {
  if (authorization === null) {
    return { refused: 'Send a token: "Authorization: Bearer am_…".' };
  }
  const token = /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token === undefined) {
    return { refused: 'Authorization must be the word Bearer, a space and the token.' };
  }
  const [, secret, sum] = form.exec(token) ?? [];
  if (secret === undefined || checksum(secret) !== sum) {
    return { refused: 'This is not a whole token: it starts with am_ and has 54 characters.' };
  }
  const known = await database.apiToken.findUnique({ where: { hash: hashOf(token) } });
  if (known === null) return { refused: 'This token is not known here.' };
  if (known.revokedAt !== null) return { refused: 'This token was revoked.' };
  await noteUse(database, known.id);
  return { tokenId: known.id };
}

async function noteUse(database: PrismaClient, id: number): Promise<void> {
  await database.$executeRaw`
    update api_token set last_used_at = now()
    where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
}

/** 256 random bits need no salt and no slow hash: there is nothing to guess. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Tells a token that was cut or mistyped, without asking the database. */
const checksum = (secret: string) =>
  createHash('sha256').update(prefix).update(secret).digest('hex').slice(0, 8);
