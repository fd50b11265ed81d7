import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@/lib/db/client';
import type { OneTimeLink } from '@/lib/db/generated/client';
import type { Role } from '@/lib/domain/member';

const hour = 3_600_000;
/** How long a link works, by its purpose. */
const lifetimeMs = { first: 24 * hour, invitation: 7 * 24 * hour, password: 24 * hour } as const;
export type LinkPurpose = keyof typeof lifetimeMs;

/** What a link is made for. */
export interface LinkDraft {
  purpose: LinkPurpose;
  madeBy: string;
  role?: Role;
  teams?: readonly string[];
  email?: string | undefined;
  userId?: string | undefined;
}

/**
 * Makes a link that works once; answers with the key that its address carries, which is told this once.
 * Links of the same purpose for the same person end.
 */
export async function makeLink(database: Database, draft: LinkDraft, now: Date): Promise<string> {
  const key = randomBytes(32).toString('base64url');
  const { purpose, madeBy, role = 'viewer', teams = [], email, userId } = draft;
  // An invitation for nobody in particular may be one of many, and so may the first link: several processes
  // that start at once each print one, and any of them must open.
  if (email !== undefined || userId !== undefined) {
    await database.oneTimeLink.deleteMany({
      where: { purpose, usedAt: null, email: email ?? null, userId: userId ?? null },
    });
  }
  await database.oneTimeLink.create({
    data: {
      hash: hashOf(key),
      purpose,
      madeBy,
      role,
      teams: [...teams],
      email: email ?? null,
      userId: userId ?? null,
      expiresAt: new Date(now.getTime() + lifetimeMs[purpose]),
    },
  });
  return key;
}

/** The link that a key opens, if it still does. */
export function findLink(database: Database, key: string, now: Date): Promise<OneTimeLink | null> {
  return database.oneTimeLink.findFirst({
    where: { hash: hashOf(key), usedAt: null, expiresAt: { gt: now } },
  });
}

/**
 * Uses a link up, in the transaction of what it is used for: undefined where it opens nothing any more.
 * A first link takes all other first links with it, in one statement, so that two can never both be used.
 */
export async function spendLink(
  tx: Database,
  { hash, purpose }: Pick<OneTimeLink, 'hash' | 'purpose'>,
  now: Date,
): Promise<OneTimeLink | undefined> {
  const used = await tx.oneTimeLink.updateManyAndReturn({
    where: {
      ...(purpose === 'first' ? { purpose } : { hash }),
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { usedAt: now },
  });
  return used.find((one) => one.hash === hash);
}

/** Uses up the newest invitation for an address that somebody has proved to be theirs. */
export async function spendInvitation(
  database: Database,
  email: string,
  now: Date,
): Promise<OneTimeLink | undefined> {
  const open = { purpose: 'invitation', email: email.toLowerCase(), usedAt: null };
  const found = await database.oneTimeLink.findFirst({
    where: { ...open, expiresAt: { gt: now } },
    orderBy: { id: 'desc' },
  });
  if (found === null) return undefined;
  const [used] = await database.oneTimeLink.updateManyAndReturn({
    where: { id: found.id, usedAt: null },
    data: { usedAt: now },
  });
  return used;
}

/** The page that a link leads to. The key stands behind `#`, which no server and no log is told of. */
export const linkPath = (key: string) => `/join#${key}`;

/** 256 random bits need no salt and no slow hash: there is nothing to guess. */
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
