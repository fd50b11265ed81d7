import type { Viewer } from '@/lib/access/viewer';
import type { EventsAnswer } from '@/lib/api/events';
import { admitted } from '@/lib/http/admission';
import { readBody } from '@/lib/http/body';
import { database } from '@/lib/http/database';
import { Failure, failures, toldFailure } from '@/lib/http/failure';
import { reply } from '@/lib/http/reply';
import { type Line, route } from '@/lib/http/route';
import { acceptEvents, type Outcome } from '@/lib/intake/accept-events';
import { readPosted } from '@/lib/intake/read-posted';

const limitBytes = 10 * 1024 * 1024;
const eventsAtMost = 10_000;

/**
 * Events from CI and tools. 200 where anything was taken or is known already; 400, with the same
 * answer and an error beside it, where every event was rejected, so that a failing curl is noticed.
 */
export const POST = route((request, _, line, viewer) =>
  admitted(request, limitBytes, () => take(request, line, viewer)),
);

async function take(request: Request, line: Line, { sight }: Viewer): Promise<Response> {
  const body = await readBody(request, limitBytes);
  const posted = readPosted(body, request.headers.get('content-type'));
  if (typeof posted === 'string') throw new Failure('bad-request', posted);
  if (posted.length > eventsAtMost) {
    throw new Failure(
      'too-large',
      `These are ${posted.length} events; at most ${eventsAtMost} are taken at once.`,
    );
  }

  const answer = told(await acceptEvents(database(), posted, new Date(), sight));
  const { accepted, duplicate, ignored, rejected, results } = answer;
  Object.assign(line, { accepted, duplicate, ignored, rejected });
  const [first] = results;
  if (accepted + duplicate + ignored > 0 || first?.result !== 'rejected') return reply(answer);
  const error = new Failure(
    'bad-request',
    `${first.path || 'The event'} ${first.reason}.`,
    first.path,
  );
  return reply({ ...answer, error: toldFailure(error) }, failures[error.code].status);
}

function told(outcomes: readonly Outcome[]): EventsAnswer {
  const count = (result: Outcome['result']) =>
    outcomes.filter((outcome) => outcome.result === result).length;
  return {
    accepted: count('accepted'),
    duplicate: count('duplicate'),
    ignored: count('ignored'),
    rejected: count('rejected'),
    results: outcomes.map((outcome, index) => ({ index, ...outcome })),
  };
}
