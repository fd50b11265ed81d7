import { ImportRequest, importsQuestion } from '@/lib/api/imports';
import { readAs } from '@/lib/domain/fault';
import { ImportRuns, listImports } from '@/lib/history/record';
import { startImport } from '@/lib/history/start-import';
import { answers } from '@/lib/http/answers';
import { readBody } from '@/lib/http/body';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { refuseOtherSites } from '@/lib/http/same-origin';
import { Problem } from '@/lib/problem';

const limitBytes = 64 * 1024;

export const GET = answers(importsQuestion, async (database) => ({
  imports: await listImports(database),
}));

/** Begins an import: 202 once it runs, 400 with what is wrong, 409 while one of the same runs. */
export const POST = route(async (incoming) => {
  refuseOtherSites(incoming);
  const { value: request, fault } = readAs(ImportRequest, await readJson(incoming));
  if (fault) throw new Failure('bad-request', `${fault.path} ${fault.reason}.`.trim(), fault.path);
  try {
    await startImport(database(), request);
  } catch (error) {
    if (error instanceof ImportRuns) throw new Failure('conflict', error.message);
    if (error instanceof Problem) throw new Failure('bad-request', error.message);
    throw error;
  }
  return reply({ imports: await listImports(database()) }, 202);
});

async function readJson(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBody(request, limitBytes));
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('bad-request', 'The body is not JSON.');
  }
}
