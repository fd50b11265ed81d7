import { endSecretBefore, rotateSecret } from '@/lib/access/configured-sources';
import { nameOf } from '@/lib/access/viewer';
import { NamedSource, RotatedSecret } from '@/lib/api/sources';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { pathOf } from '@/lib/intake/source-health';

/** Gives a source its next secret, told this once; the one before is believed until it is ended. */
export const POST = route(async (request, _, __, viewer) => {
  const { id, secret: told } = await readPosted(request, RotatedSecret);
  const secret = await rotateSecret(database(), id, nameOf(viewer), told);
  if (secret === undefined) throw new Failure('not-found', `There is no source ${id}.`, 'id');
  return reply({ id, path: pathOf(id), secret });
});

/** Ends the secret before the present one. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = readAsk(NamedSource, new URL(request.url).searchParams);
  if (await endSecretBefore(database(), id, nameOf(viewer))) return reply({ id });
  throw new Failure('not-found', `Source ${id} has no secret before its present one.`, 'id');
});
