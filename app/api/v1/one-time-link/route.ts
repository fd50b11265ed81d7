import { findLink } from '@/lib/access/one-time-links';
import { OneTimeLinkAnswer, OneTimeLinkRequest } from '@/lib/api/join';
import { clientAddress } from '@/lib/http/client-address';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { limit } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** What a one-time link is for, so that its page asks for the right things. */
export const POST = route(async (request) => {
  await limit('sign-in-address', networkOf(clientAddress(request.headers)));
  const { key } = await readPosted(request, OneTimeLinkRequest);
  const link = await findLink(database(), key, new Date());
  if (link === null) {
    throw new Failure('not-found', 'This link was used already, or is too old: ask for another.');
  }
  return reply(OneTimeLinkAnswer.parse({ purpose: link.purpose, email: await whose(link) }));
});

const whose = async ({ email, userId }: { email: string | null; userId: string | null }) =>
  userId === null
    ? email
    : (await database().user.findUniqueOrThrow({ where: { id: userId } })).email;
