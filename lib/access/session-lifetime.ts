import type { PrismaClient } from '@/lib/db/generated/client';

/** However often it is used, a session ends so long after it began. */
const lifetimeMs = 90 * 24 * 60 * 60_000;

/** Whether a session has lasted as long as any may. */
export const isOutlived = ({ createdAt }: { createdAt: Date }, now: Date) =>
  now.getTime() - createdAt.getTime() >= lifetimeMs;

/** Ends the sessions that have. */
export async function endOutlivedSessions(database: PrismaClient, now: Date): Promise<void> {
  const before = new Date(now.getTime() - lifetimeMs);
  await database.session.deleteMany({ where: { createdAt: { lte: before } } });
}
