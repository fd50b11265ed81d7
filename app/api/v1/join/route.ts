import { join } from '@/lib/access/join';
import { JoinRequest } from '@/lib/api/join';
import { clientAddress } from '@/lib/http/client-address';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { limit } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

/** Lets somebody in by a one-time link: 201, 400 with the field at fault, 404 for a spent link. */
export const POST = route(async (request) => {
  await limit('sign-in-address', networkOf(clientAddress(request.headers)));
  const joined = await join(database(), await readPosted(request, JoinRequest), new Date());
  if (joined.refused === undefined) return reply({ email: joined.email }, 201);
  const { refused, path } = joined;
  throw new Failure(path === 'key' ? 'not-found' : 'bad-request', refused, path);
});
