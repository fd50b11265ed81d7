import { addSource, changeSource, removeSource } from '@/lib/access/configured-sources';
import { nameOf } from '@/lib/access/viewer';
import { ChangedSource, NamedSource, PostedSource, sourcesQuestion } from '@/lib/api/sources';
import { answers, readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { pathOf, sourceHealth } from '@/lib/intake/source-health';
import { SourceKind, sources } from '@/lib/sources/registry';

export const GET = answers(sourcesQuestion, (prisma) => sourceHealth(prisma));

/** Sets up a source: 201 with its address and its secret, which is told this once. */
export const POST = route(async (request, _, __, viewer) => {
  const { kind: told, name, repositories, secret } = await readPosted(request, PostedSource);
  const { data: kind } = SourceKind.safeParse(told);
  if (kind === undefined) {
    const known = SourceKind.options.join(', ');
    throw new Failure('bad-request', `kind must be one of ${known}, not "${told}".`, 'kind');
  }
  const draft = { kind, name: name ?? sources[kind].label, repositories, secret };
  const added = await addSource(database(), draft, nameOf(viewer));
  return reply({ ...added, path: pathOf(added.id) }, 201);
});

export const PUT = route(async (request, _, __, viewer) => {
  const { id, ...changed } = await readPosted(request, ChangedSource);
  if (await changeSource(database(), id, changed, nameOf(viewer))) return reply({ id });
  throw unknownSource(id);
});

/** Takes a source away: nothing that it sends is believed any more; what it sent stays. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = readAsk(NamedSource, new URL(request.url).searchParams);
  if (await removeSource(database(), id, nameOf(viewer))) return reply({ id });
  throw unknownSource(id);
});

const unknownSource = (id: string) => new Failure('not-found', `There is no source ${id}.`, 'id');
