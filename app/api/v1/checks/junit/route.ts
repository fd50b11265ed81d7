import { JunitAsk } from '@/lib/api/junit';
import { sees } from '@/lib/domain/sight';
import { admitted } from '@/lib/http/admission';
import { readAsk } from '@/lib/http/answers';
import { readBody } from '@/lib/http/body';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { acceptJunit } from '@/lib/intake/accept-junit';

const limitBytes = 25 * 1024 * 1024;

/** What a report may be sent as: XML, or what curl calls any bytes unless told otherwise. */
const types: ReadonlySet<string> = new Set([
  'application/xml',
  'text/xml',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  '',
]);

/** A JUnit XML report of a commit's tests, as it is, with what it is about in the query. */
export const POST = route(async (request, _, line, { sight }) => {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!types.has(type)) {
    throw new Failure(
      'unsupported-type',
      `Send the report itself as application/xml, not as ${type}: curl --data-binary @junit.xml.`,
    );
  }
  const asked = readAsk(JunitAsk, new URL(request.url).searchParams);
  if (!sees(sight, asked.repository)) {
    throw new Failure('forbidden', `This token may not post to ${asked.repository}.`, 'repository');
  }
  const answer = await admitted(request, limitBytes, async () =>
    acceptJunit(database(), asked, await readBody(request, limitBytes), new Date()),
  );
  if ('reason' in answer) {
    const { path, reason } = answer;
    throw new Failure('bad-request', `The ${path || 'report'} ${reason}.`, path);
  }
  const { result, passed, failed, skipped } = answer;
  Object.assign(line, { result, passed, failed, skipped });
  return reply(answer);
});
