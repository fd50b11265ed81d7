import { changeMember, type MemberChange, removeMember } from '@/lib/access/members';
import { nameOf } from '@/lib/access/viewer';
import { ChangedMember, membersQuestion, NamedMember } from '@/lib/api/members';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { toldMembers } from '@/lib/http/told-members';

export const GET = answers(membersQuestion, (prisma) => toldMembers(prisma, new Date()));

/** Changes what a member may do and see: 404 where there is none, 409 for the last administrator. */
export const PUT = route(async (request, _, __, viewer) => {
  const changed = await readPosted(request, ChangedMember);
  return answer(changed.id, await changeMember(database(), changed, nameOf(viewer)));
});

/** Removes a member: 404 where there is none, 409 for the last administrator. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedMember);
  return answer(id, await removeMember(database(), id, nameOf(viewer)));
});

function answer(id: string, came: MemberChange): Response {
  if (came === 'changed') return reply({ id });
  if (came === 'unknown') throw new Failure('not-found', `There is no member ${id}.`, 'id');
  throw new Failure(
    'conflict',
    'Nobody could let others in then: make another administrator first.',
  );
}
