import { wordFor } from '@/lib/access/removal-word';
import { nameOf } from '@/lib/access/viewer';
import { digestsQuestion, NamedDigest, PostedDigest } from '@/lib/api/digests';
import { addDigest, removeDigest, toldDigests } from '@/lib/digest/digests';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';

export const GET = answers(digestsQuestion, (prisma) => toldDigests(prisma));

/** Adds a digest: 201 with its id. */
export const POST = route(async (request, _, __, viewer) => {
  const posted = await readPosted(request, PostedDigest);
  return reply({ id: await addDigest(database(), posted, nameOf(viewer)) }, 201);
});

/** Removes one, and answers with the word that puts it back: 404 where there is none of this id. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, NamedDigest);
  const removed = await removeDigest(database(), id, nameOf(viewer));
  if (removed === undefined) throw new Failure('not-found', `There is no digest ${id}.`, 'id');
  return reply({ id, undo: wordFor(removed, nameOf(viewer), new Date()) });
});
