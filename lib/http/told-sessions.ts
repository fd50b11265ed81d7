import type * as z from 'zod/mini';
import { listSessions } from '@/lib/access/own-sessions';
import type { Viewer } from '@/lib/access/viewer';
import type { ownSessionsQuestion } from '@/lib/api/own-sessions';
import type { PrismaClient } from '@/lib/db/generated/client';

/** The sessions of somebody, as their page and its route tell them. */
export async function toldSessions(
  database: PrismaClient,
  person: Extract<Viewer, { by: 'person' }>,
): Promise<z.output<typeof ownSessionsQuestion.answer>> {
  const found = await listSessions(database, person, new Date());
  return {
    sessions: found.map(({ id, userAgent, ipAddress, createdAt, updatedAt }) => ({
      id,
      userAgent,
      address: ipAddress === '' ? null : ipAddress,
      beganAt: createdAt.toISOString(),
      lastUsedAt: updatedAt.toISOString(),
      present: id === person.sessionId,
    })),
  };
}
