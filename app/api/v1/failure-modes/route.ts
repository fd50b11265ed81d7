import { nameOf } from '@/lib/access/viewer';
import { FailureModesRequest, FailureModesUndo } from '@/lib/api/failure-mode';
import { failureModesQuestion } from '@/lib/api/failure-modes';
import { answers } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { decideFailureModes, undoFailureModes } from '@/lib/ledger/failure-modes';
import { failureModes } from '@/lib/measure/failure-modes';

export const GET = answers(failureModesQuestion, failureModes);

/** Says the same of why many broke something: answers with those of which nobody had said it before. */
export const POST = route(async (request, _, __, viewer) => {
  const { ids, ...told } = await readPosted(request, FailureModesRequest);
  for (const id of ids) refuseUnseen(viewer, id);
  const decision = { ids, ...told, earlier: 'left' } as const;
  return reply({ ids: await decideFailureModes(database(), decision, nameOf(viewer)) });
});

/** Lets what is suggested stand again: answers with those of which something had been decided. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { ids } = await readPosted(request, FailureModesUndo);
  for (const id of ids) refuseUnseen(viewer, id);
  return reply({ ids: await undoFailureModes(database(), ids, nameOf(viewer)) });
});
