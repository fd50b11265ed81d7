import { nameOf } from '@/lib/access/viewer';
import { NamedDigest } from '@/lib/api/digests';
import { findDigest } from '@/lib/digest/digests';
import { tryDigest } from '@/lib/digest/send-digest';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { Problem } from '@/lib/problem';

/** Sends the newest whole week at once, to see that it arrives: 409 with why, where it does not. */
export const POST = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedDigest);
  const digest = await findDigest(database(), id);
  if (digest === undefined) throw new Failure('not-found', `There is no digest ${id}.`, 'id');
  try {
    await tryDigest(database(), digest, nameOf(viewer));
  } catch (error) {
    if (error instanceof Problem) throw new Failure('conflict', error.message, 'address');
    throw error;
  }
  return reply({ id });
});
