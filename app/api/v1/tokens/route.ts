import { createToken, lastMomentOf, revokeToken } from '@/lib/access/tokens';
import { nameOf } from '@/lib/access/viewer';
import { NamedToken, PostedToken, tokensQuestion } from '@/lib/api/tokens';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { toldTokens } from '@/lib/http/told-tokens';

export const GET = answers(tokensQuestion, (prisma) => toldTokens(prisma));

/** Makes a token: 201 with it, told this once. */
export const POST = route(async (request, _, __, viewer) => {
  const { expires, ...draft } = await readPosted(request, PostedToken);
  const expiresAt = expires === undefined ? undefined : lastMomentOf(expires);
  return reply(await createToken(database(), { ...draft, expiresAt }, nameOf(viewer)), 201);
});

/** Ends a token for good: 404 where there is none of this id. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedToken);
  if (await revokeToken(database(), id, nameOf(viewer))) return reply({ id });
  throw new Failure('not-found', `There is no token ${id}.`, 'id');
});
