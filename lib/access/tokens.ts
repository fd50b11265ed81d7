import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import type { Sight } from '@/lib/domain/sight';
import { TokenScope } from '@/lib/domain/token-scope';

const prefix = 'am_';
/** What to do, for whoever sent no token. */
export const howToSend = 'Send a token: "Authorization: Bearer am_…".';
const form = /^am_([\w-]{43})([0-9a-f]{8})$/;

/** A token as lists show it; the token itself is known to its holder alone. */
export interface ToldToken {
  id: number;
  name: string;
  scopes: string[];
  /** What it may tell and read of; all where it is empty. */
  repositories: string[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** What a token is made for. */
export interface TokenDraft {
  name: string;
  scopes: readonly TokenScope[];
  repositories?: readonly string[] | undefined;
  expiresAt?: Date | undefined;
}

/** Who holds a token, and what it opens. */
export interface TokenHolder {
  id: number;
  name: string;
  scopes: TokenScope[];
  sight: Sight;
}

/** Makes a token: shown this once, kept as a hash. */
export async function createToken(
  database: PrismaClient,
  { name, scopes, repositories = [], expiresAt }: TokenDraft,
  madeBy: string,
): Promise<{ id: number; token: string }> {
  const secret = randomBytes(32).toString('base64url');
  const token = `${prefix}${secret}${checksum(secret)}`;
  const facts = { name, scopes: [...scopes], repositories: [...repositories] };
  const id = await database.$transaction(async (tx) => {
    const made = await tx.apiToken.create({
      data: { ...facts, hash: hashOf(token), expiresAt: expiresAt ?? null },
    });
    await noteInAudit(tx, {
      ...about(madeBy, made.id),
      action: 'make-token',
      after: { ...facts, expiresAt: expiresAt?.toISOString() ?? null },
    });
    return made.id;
  });
  return { id, token };
}

/** All tokens, the oldest first. */
export function listTokens(database: PrismaClient): Promise<ToldToken[]> {
  return database.apiToken.findMany({ omit: { hash: true }, orderBy: { id: 'asc' } });
}

/** Ends a token for good. False where there is none of this id; again is no error. */
export async function revokeToken(
  database: PrismaClient,
  id: number,
  revokedBy: string,
): Promise<boolean> {
  const isRevoked = await database.$transaction(async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count > 0) await noteInAudit(tx, { ...about(revokedBy, id), action: 'revoke-token' });
    return count > 0;
  });
  return isRevoked || (await database.apiToken.count({ where: { id } })) > 0;
}

/** The token of an Authorization header, or why it opens nothing. Notes its use once a minute. */
export async function verifyToken(
  database: PrismaClient,
  authorization: string | null,
): Promise<{ token: TokenHolder; refused?: never } | { refused: string; token?: never }> {
  if (authorization === null) return { refused: howToSend };
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
  if (known.expiresAt !== null && known.expiresAt <= new Date()) {
    return { refused: `This token expired on ${known.expiresAt.toISOString().slice(0, 10)}.` };
  }
  await noteUse(database, known.id);
  const { id, name, repositories } = known;
  const sight = repositories.length === 0 ? 'all' : repositories;
  return { token: { id, name, scopes: z.array(TokenScope).parse(known.scopes), sight } };
}

async function noteUse(database: PrismaClient, id: number): Promise<void> {
  await database.$executeRaw`
    update api_token set last_used_at = now()
    where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
}

const about = (decidedBy: string, id: number) => ({
  decidedBy,
  repository: null,
  subject: `token ${id}`,
  reason: '',
});

/** The last moment of a day, until which a token that expires on it opens something. */
export const lastMomentOf = (date: string) => new Date(`${date}T23:59:59.999Z`);

/** 256 random bits need no salt and no slow hash: there is nothing to guess. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Tells a token that was cut or mistyped, without asking the database. */
const checksum = (secret: string) =>
  createHash('sha256').update(prefix).update(secret).digest('hex').slice(0, 8);
