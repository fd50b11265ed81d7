import { makePasswordLink } from '@/lib/access/members';
import { nameOf } from '@/lib/access/viewer';
import { NamedMember } from '@/lib/api/members';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** Makes an address that sets a member's password anew: 201 with its one-time path. */
export const POST = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedMember);
  const path = await makePasswordLink(database(), id, nameOf(viewer), new Date());
  if (path !== undefined) return reply({ path }, 201);
  throw new Failure('not-found', `There is no member ${id}.`, 'id');
});
