import { endOwnSessions } from '@/lib/access/own-sessions';
import type { Viewer } from '@/lib/access/viewer';
import { EndedSession, ownSessionsQuestion } from '@/lib/api/own-sessions';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { toldSessions } from '@/lib/http/told-sessions';

export const GET = answers(ownSessionsQuestion, (prisma, _, viewer) =>
  toldSessions(prisma, personOf(viewer)),
);

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
