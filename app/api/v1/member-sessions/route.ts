import { endSessions } from '@/lib/access/members';
import { nameOf } from '@/lib/access/viewer';
import { NamedMember } from '@/lib/api/members';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** Ends all sessions of a member: answers with how many there were, 404 where there is no such member. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedMember);
  const ended = await endSessions(database(), id, nameOf(viewer));
  if (ended !== undefined) return reply({ ended });
  throw new Failure('not-found', `There is no member ${id}.`, 'id');
});
