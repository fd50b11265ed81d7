import { linkPath, makeLink } from '@/lib/access/one-time-links';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import type { Role } from '@/lib/domain/member';

/** What of a person the list of members shows. */
export function listMembers(database: PrismaClient) {
  return database.user.findMany({
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      teams: true,
      twoFactorEnabled: true,
      createdAt: true,
      _count: { select: { passkeys: true } },
      lastSeenAt: true,
      sessions: { select: { updatedAt: true }, orderBy: { updatedAt: 'desc' }, take: 1 },
    },
    orderBy: { email: 'asc' },
  });
}

/** The invitations that nobody has used yet, and still may. */
export function listInvitations(database: PrismaClient, now: Date) {
  return database.oneTimeLink.findMany({
    where: { purpose: 'invitation', usedAt: null, expiresAt: { gt: now } },
    orderBy: { id: 'desc' },
  });
}

/** Invites somebody; answers with the path of the address to hand over, or undefined for a member. */
export async function invite(
  database: PrismaClient,
  draft: { email: string; role: Role; teams: readonly string[] },
  invitedBy: string,
  now: Date,
): Promise<string | undefined> {
  return database.$transaction(async (tx) => {
    if ((await tx.user.count({ where: { email: draft.email } })) > 0) return undefined;
    const key = await makeLink(tx, { purpose: 'invitation', madeBy: invitedBy, ...draft }, now);
    const { role, teams } = draft;
    await noteInAudit(tx, {
      ...about(invitedBy, draft.email),
      action: 'invite',
      after: { role, teams },
    });
    return linkPath(key);
  });
}

/** Ends an invitation; false where there is none to end. */
export async function takeBackInvitation(
  database: PrismaClient,
  id: number,
  takenBackBy: string,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const where = { id, purpose: 'invitation', usedAt: null };
    const found = await tx.oneTimeLink.findFirst({ where });
    if (found === null || (await tx.oneTimeLink.deleteMany({ where })).count === 0) return false;
    const subject = found.email ?? `invitation ${id}`;
    await noteInAudit(tx, { ...about(takenBackBy, subject), action: 'take-back-invitation' });
    return true;
  });
}

/** Makes an address that sets somebody's password anew; undefined where there is no such person. */
export async function makePasswordLink(
  database: PrismaClient,
  userId: string,
  madeBy: string,
  now: Date,
): Promise<string | undefined> {
  return database.$transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { id: userId } });
    if (person === null) return undefined;
    const key = await makeLink(tx, { purpose: 'password', madeBy, userId }, now);
    await noteInAudit(tx, { ...about(madeBy, person.email), action: 'make-password-link' });
    return linkPath(key);
  });
}

/** Ends all sessions of somebody; undefined where there is no such person, else how many there were. */
export function endSessions(
  database: PrismaClient,
  userId: string,
  endedBy: string,
): Promise<number | undefined> {
  return database.$transaction(async (tx) => {
    const person = await tx.user.findUnique({ where: { id: userId } });
    if (person === null) return undefined;
    const { count } = await tx.session.deleteMany({ where: { userId } });
    await noteInAudit(tx, { ...about(endedBy, person.email), action: 'end-sessions' });
    return count;
  });
}

/** There must always be somebody who can let others in. */
export type MemberChange = 'changed' | 'unknown' | 'last-administrator';

/** Changes what a member may do and see. */
export function changeMember(
  database: PrismaClient,
  { id, role, teams }: { id: string; role: Role; teams: readonly string[] },
  changedBy: string,
): Promise<MemberChange> {
  return change(database, id, role === 'admin', async (tx, before) => {
    await tx.user.update({ where: { id }, data: { role, teams: [...teams] } });
    await noteInAudit(tx, {
      ...about(changedBy, before.email),
      action: 'change-member',
      before: { role: before.role, teams: before.teams },
      after: { role, teams },
    });
  });
}

/** Removes a member with their sessions and ways to sign in; what they decided stays under their name. */
export function removeMember(
  database: PrismaClient,
  id: string,
  removedBy: string,
): Promise<MemberChange> {
  return change(database, id, false, async (tx, { email, role, teams }) => {
    // A link that sets their password opens nothing any more.
    await tx.oneTimeLink.deleteMany({ where: { userId: id } });
    await tx.user.delete({ where: { id } });
    await noteInAudit(tx, {
      ...about(removedBy, email),
      action: 'remove-member',
      before: { role, teams },
    });
  });
}

/** Does the work unless it would leave no administrator, also where two try at once. */
function change(
  database: PrismaClient,
  id: string,
  staysAdministrator: boolean,
  work: (
    tx: Prisma.TransactionClient,
    before: { email: string; role: string; teams: string[] },
  ) => Promise<void>,
): Promise<MemberChange> {
  return database.$transaction(async (tx) => {
    // Administrators are few; with all their rows held nobody else can count them meanwhile.
    await tx.$queryRaw(
      Prisma.sql`select id from person where role = 'admin' order by id for update`,
    );
    const before = await tx.user.findUnique({ where: { id } });
    if (before === null) return 'unknown';
    const others = await tx.user.count({ where: { role: 'admin', id: { not: id } } });
    if (before.role === 'admin' && !staysAdministrator && others === 0) {
      return 'last-administrator';
    }
    await work(tx, before);
    return 'changed';
  });
}

const about = (decidedBy: string, subject: string) => ({
  decidedBy,
  repository: null,
  subject,
  reason: '',
});
