import { nameOf } from '@/lib/access/viewer';
import { ImportRequest, importsQuestion } from '@/lib/api/imports';
import { ImportRuns, listImports } from '@/lib/history/record';
import { startImport } from '@/lib/history/start-import';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { Problem } from '@/lib/problem';

export const GET = answers(importsQuestion, async (database) => ({
  imports: await listImports(database),
}));

/** Begins an import: 202 once it runs, 400 with what is wrong, 409 while one of the same runs. */
export const POST = route(async (incoming, _, __, viewer) => {
  const request = await readPosted(incoming, ImportRequest);
  try {
    await startImport(database(), request, nameOf(viewer));
  } catch (error) {
    if (error instanceof ImportRuns) throw new Failure('conflict', error.message);
    if (error instanceof Problem) throw new Failure('bad-request', error.message);
    throw error;
  }
  return reply({ imports: await listImports(database()) }, 202);
});
