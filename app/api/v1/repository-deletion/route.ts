import { nameOf } from '@/lib/access/viewer';
import { RepositoryDeletion } from '@/lib/api/repository';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { unknownRepository } from '@/lib/http/unknown-repository';
import { deleteRepository } from '@/lib/intake/delete-repository';

/** Deletes a repository with all that is stored of it: answers with what went. */
export const POST = route(async (request, _, __, viewer) => {
  const { name, reason } = await readPosted(request, RepositoryDeletion);
  const deleted = await deleteRepository(database(), { name, reason }, nameOf(viewer));
  if ('counts' in deleted) return reply({ name, counts: deleted.counts });
  if (deleted.refused === 'unknown') throw unknownRepository(name);
  throw new Failure(
    'conflict',
    `The history of ${name} is being imported: wait until that has finished.`,
    'name',
  );
});
