import { nameOf } from '@/lib/access/viewer';
import { NamedSource } from '@/lib/api/sources';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { trySource } from '@/lib/intake/try-source';

/** Stores a delivery that says nothing, to see that it is taken and settled: 202 with its id. */
export const POST = route(async (request, _, __, viewer) => {
  const { id: source } = await readPosted(request, NamedSource);
  const stored = await trySource(database(), source, nameOf(viewer));
  if (stored === undefined) throw new Failure('not-found', `There is no source ${source}.`, 'id');
  return reply(stored, 202);
});
