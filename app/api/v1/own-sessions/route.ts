import { endOwnSessions, listSessions } from '@/lib/access/own-sessions';
import type { Viewer } from '@/lib/access/viewer';
import { EndedSession, ownSessionsQuestion } from '@/lib/api/own-sessions';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

export const GET = answers(ownSessionsQuestion, async (prisma, _, viewer) => {
  const person = personOf(viewer);
  const found = await listSessions(prisma, person, new Date());
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
});

/** Ends one of one's own sessions, or all others: 404 where there is none of that id. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, EndedSession);
  const ended = await endOwnSessions(database(), personOf(viewer), id);
  if (ended > 0 || id === undefined) return reply({ ended });
  throw new Failure('not-found', 'This session has ended already.', 'id');
});

function personOf(viewer: Viewer) {
  if (viewer.by === 'person') return viewer;
  throw new Failure('forbidden', 'Sign in first: nobody else has sessions.');
}
