import type { Viewer } from '@/lib/access/viewer';
import { nameOf } from '@/lib/access/viewer';
import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';

type Person = Extract<Viewer, { by: 'person' }>;

/** The sessions of somebody that still open something, the one used last first. */
export function listSessions(database: PrismaClient, { id }: Person, now: Date) {
  return database.session.findMany({
    where: { userId: id, expiresAt: { gt: now } },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, updatedAt: true },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
  });
}

/** Ends one session of somebody, or all but the one that they ask by; answers with how many. */
export function endOwnSessions(
  database: PrismaClient,
  person: Person,
  id: string | undefined,
): Promise<number> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { userId: person.id, id: id ?? { not: person.sessionId } },
    });
    if (count > 0) {
      await noteInAudit(tx, {
        decidedBy: nameOf(person),
        action: 'end-sessions',
        repository: null,
        subject: person.email,
        reason: id === undefined ? 'All their other ones.' : 'One of their own.',
      });
    }
    return count;
  });
}
