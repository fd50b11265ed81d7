import { invite, takeBackInvitation } from '@/lib/access/members';
import { nameOf } from '@/lib/access/viewer';
import { Invitation, NamedInvitation } from '@/lib/api/members';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** Invites somebody: 201 with the one-time path, 409 where they are a member already. */
export const POST = route(async (request, _, __, viewer) => {
  const invitation = await readPosted(request, Invitation);
  const path = await invite(database(), invitation, nameOf(viewer), new Date());
  if (path !== undefined) return reply({ path }, 201);
  throw new Failure('conflict', `${invitation.email} is a member already.`, 'email');
});

/** Takes an invitation back: 404 where it was used, or there is none. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedInvitation);
  if (await takeBackInvitation(database(), id, nameOf(viewer))) return reply({ id });
  throw new Failure('not-found', `There is no open invitation ${id}.`, 'id');
});
