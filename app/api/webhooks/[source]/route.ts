import { type ConfiguredSource, recallSource } from '@/lib/access/configured-sources';
import { admitted } from '@/lib/http/admission';
import { readBody } from '@/lib/http/body';
import { clientAddress } from '@/lib/http/client-address';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { limit } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { reply } from '@/lib/http/reply';
import { type Line, route } from '@/lib/http/route';
import { accept, countRefusal } from '@/lib/intake/accept';
import { SourceKind, sources } from '@/lib/sources/registry';
import type { Source } from '@/lib/sources/source';

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
      await limit('refused', networkOf(clientAddress(request.headers)));
      throw new Failure('not-found', 'No source has this address: Settings → Sources lists them.');
    }
    return admitted(request, limitBytes, () => receive(request, source, sources[kind], line));
  },
);

async function receive(
  request: Request,
  { id: sourceId, secrets }: ConfiguredSource,
  source: Source,
  line: Line,
): Promise<Response> {
  const delivery = await source.verify(
    {
      headers: request.headers,
      token: new URL(request.url).searchParams.get('token') ?? undefined,
      body: await readBody(request, limitBytes),
      at: new Date(),
    },
    secrets,
  );
  if ('refused' in delivery) {
    await limit('refused', networkOf(clientAddress(request.headers)));
    await countRefusal(database(), sourceId, delivery.refused);
    throw new Failure('unauthorized', delivery.refused);
  }
  const { id, event } = source.identify(delivery);
  const { duplicate } = await accept(database(), { source: sourceId, id }, event, delivery);
  Object.assign(line, { source: sourceId, event, delivery: id, duplicate });
  return reply({ accepted: true, duplicate, delivery: id, event }, duplicate ? 200 : 202);
}
