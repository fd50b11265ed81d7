import { randomUUID } from 'node:crypto';
import { findSource } from '@/lib/access/configured-sources';
import { NamedSource } from '@/lib/api/sources';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { accept } from '@/lib/intake/accept';
import { VerifiedDelivery } from '@/lib/sources/source';

/** Stores a delivery that says nothing, to see that it is taken and settled: 202 with its id. */
export const POST = route(async (request) => {
  const { id: source } = await readPosted(request, NamedSource);
  if ((await findSource(database(), source)) === undefined) {
    throw new Failure('not-found', `There is no source ${source}.`, 'id');
  }
  const id = `test-${randomUUID()}`;
  const body = new TextEncoder().encode('{"test":true}');
  const delivery = new VerifiedDelivery({ 'content-type': 'application/json' }, body, new Date());
  await accept(database(), { source, id }, 'test', delivery);
  return reply({ source, id }, 202);
});
