import { listInvitations, listMembers } from '@/lib/access/members';
import type { MembersAnswer } from '@/lib/api/members';
import type { PrismaClient } from '@/lib/db/generated/client';
import { Role } from '@/lib/domain/member';

/** Members and open invitations, as their page and its route tell them. */
export async function toldMembers(database: PrismaClient, now: Date): Promise<MembersAnswer> {
  const [members, invitations] = await Promise.all([
    listMembers(database),
    listInvitations(database, now),
  ]);
  return {
    members: members.map(({ id, name, email, role, teams, ...one }) => ({
      id,
      name,
      email,
      role: Role.parse(role),
      teams,
      secondFactor: one.twoFactorEnabled,
      passkeys: one._count.passkeys,
      joinedAt: one.createdAt.toISOString(),
      lastSeenAt: latest(one.lastSeenAt, one.sessions[0]?.updatedAt),
    })),
    invitations: invitations.map(({ id, email, role, teams, madeBy, expiresAt }) => ({
      id,
      email,
      role: Role.parse(role),
      teams,
      madeBy,
      expiresAt: expiresAt.toISOString(),
    })),
  };
}

/** A session that has just begun is newer than what was noted of those before. */
function latest(noted: Date | null, session: Date | undefined): string | null {
  const moments = [noted, session].flatMap((one) => (one ? [one.getTime()] : []));
  return moments.length === 0 ? null : new Date(Math.max(...moments)).toISOString();
}
