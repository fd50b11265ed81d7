import { randomUUID } from 'node:crypto';
import { findLink, spendLink } from '@/lib/access/one-time-links';
import { type BreachedRange, refusalOf } from '@/lib/access/password';
import { hashPassword } from '@/lib/access/password-hash';
import { noteInAudit } from '@/lib/audit/note';
import type { Database } from '@/lib/db/client';
import type { OneTimeLink, PrismaClient } from '@/lib/db/generated/client';

/** How better-auth names the way in by a password. */
const byPassword = 'credential';

/** What somebody fills in who came by a one-time link. */
export interface Joining {
  key: string;
  /** Left out where only a password is set. */
  name?: string | undefined;
  email?: string | undefined;
  password: string;
}
export type Joined =
  | { email: string; refused?: never }
  | { refused: string; path: 'key' | 'name' | 'email' | 'password' };

const spent = {
  refused: 'This link was used already, or is too old: ask for another.',
  path: 'key',
} as const;

/** Uses a one-time link: makes the person whom it lets in, or sets the password that it is for. */
export async function join(
  database: PrismaClient,
  { key, name, email: told, password }: Joining,
  now: Date,
  breachedRange?: BreachedRange,
): Promise<Joined> {
  const link = await findLink(database, key, now);
  if (link === null) return spent;
  const email = link.email ?? told;
  const weak = await refusalOf(password, [name ?? '', email ?? ''], breachedRange);
  if (weak !== undefined) return { refused: weak, path: 'password' };
  if (link.userId === null) {
    if (name === undefined) return { refused: 'Say your name.', path: 'name' };
    if (email === undefined) return { refused: 'Say your e-mail address.', path: 'email' };
    if ((await database.user.count({ where: { email } })) > 0) {
      return { refused: 'Somebody has joined with this address already.', path: 'email' };
    }
  }
  const hash = await hashPassword(password);
  return database.$transaction(async (tx) => {
    const used = await spendLink(tx, link, now);
    if (used === undefined || (used.purpose === 'first' && (await hasAdministrator(tx)))) {
      return spent;
    }
    if (used.userId !== null) return setPassword(tx, used.userId, hash);
    return addPerson(tx, used, { name: name ?? '', email: email ?? '', hash });
  });
}

/** A process that starts while somebody becomes the first prints a link that comes too late. */
const hasAdministrator = async (tx: Database) =>
  (await tx.user.count({ where: { role: 'admin' } })) > 0;

async function addPerson(
  tx: Database,
  link: OneTimeLink,
  { name, email, hash }: { name: string; email: string; hash: string },
): Promise<Joined> {
  const id = randomUUID();
  // An invitation for an address was handed over by somebody who knows whose it is.
  const emailVerified = link.email !== null;
  const { role, teams } = link;
  await tx.user.create({ data: { id, name, email, emailVerified, role, teams } });
  await tx.account.create({
    data: { id: randomUUID(), accountId: id, providerId: byPassword, userId: id, password: hash },
  });
  await noteInAudit(tx, { ...about({ id, name, email }), action: 'join', after: { role, teams } });
  return { email };
}

/** Sets a password and ends all sessions: whoever had the one before is out. */
async function setPassword(tx: Database, userId: string, hash: string): Promise<Joined> {
  const { name, email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const named = { providerId: byPassword, accountId: userId };
  await tx.account.upsert({
    where: { providerId_accountId: named },
    create: { id: randomUUID(), ...named, userId, password: hash },
    update: { password: hash, updatedAt: new Date() },
  });
  await tx.session.deleteMany({ where: { userId } });
  await noteInAudit(tx, { ...about({ id: userId, name, email }), action: 'new-password' });
  return { email };
}

const about = ({ id, name, email }: { id: string; name: string; email: string }) => ({
  decidedBy: `${name} <${email}>`,
  personId: id,
  repository: null,
  subject: email,
  reason: '',
});
