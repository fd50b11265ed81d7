import { nameOf } from '@/lib/access/viewer';
import { DecisionRequest, DecisionUndo } from '@/lib/api/decision';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { decideRegression, undoDecision } from '@/lib/ledger/decisions';
import { splitId } from '@/lib/measure/change';

/** Decides on a regression: 400 with the field at fault, 404 where no such regression is known. */
export const PUT = route(async (request, _, __, viewer) => {
  const { id, ...decision } = await readPosted(request, DecisionRequest);
  refuseUnseen(viewer, id);
  if (await decideRegression(database(), { ...named(id), ...decision }, nameOf(viewer))) {
    return reply({ id });
  }
  throw new Failure('not-found', `There is no regression ${id} here.`, 'id');
});

/** Lets the rules decide again: 404 where nothing was decided. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, DecisionUndo);
  refuseUnseen(viewer, id);
  if (await undoDecision(database(), named(id), nameOf(viewer))) return reply({ id });
  throw new Failure('not-found', `Nothing was decided on ${id}, or it was undone already.`, 'id');
});

function named(id: string) {
  const { repository, key } = splitId(id);
  return { repository, regressionId: key };
}
