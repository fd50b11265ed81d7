import { recallSource } from '@/lib/access/configured-sources';
import { readBody } from '@/lib/http/body';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { accept, countRefusal } from '@/lib/intake/accept';
import { SourceKind, sources } from '@/lib/sources/registry';

/** The largest delivery that GitHub makes. */
const limitBytes = 25 * 1024 * 1024;

/**
 * One door for every sender. What is proved is stored before anything is made of it, and answered
 * 2xx, whatever it says: the worker applies it. Only a bad proof is refused.
 */
export const POST = route<{ params: Promise<{ source: string }> }>(
  async (request, { params }, line) => {
    const source = await recallSource(database(), (await params).source);
    const { data: kind } = SourceKind.safeParse(source?.kind);
    if (source === undefined || kind === undefined) {
      throw new Failure('not-found', 'No source has this address: Settings → Sources lists them.');
    }
    const body = await readBody(request, limitBytes);
    const delivery = await sources[kind].verify(
      {
        headers: request.headers,
        token: new URL(request.url).searchParams.get('token') ?? undefined,
        body,
        at: new Date(),
      },
      source.secrets,
    );
    if ('refused' in delivery) {
      await countRefusal(database(), source.id, delivery.refused);
      throw new Failure('unauthorized', delivery.refused);
    }
    const { id, event } = sources[kind].identify(delivery);
    const { duplicate } = await accept(database(), { source: source.id, id }, event, delivery);
    Object.assign(line, { source: source.id, event, delivery: id, duplicate });
    return reply({ accepted: true, duplicate, delivery: id, event }, duplicate ? 200 : 202);
  },
);
