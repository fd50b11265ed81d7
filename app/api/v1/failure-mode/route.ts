import { nameOf } from '@/lib/access/viewer';
import { FailureModeRequest, FailureModeUndo } from '@/lib/api/failure-mode';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { decideFailureModes, undoFailureModes } from '@/lib/ledger/failure-modes';

/** Says why a regression broke something: 400 with the field at fault, 404 where it is not known. */
export const PUT = route(async (request, _, __, viewer) => {
  const { id, ...decision } = await readPosted(request, FailureModeRequest);
  refuseUnseen(viewer, id);
  const [decided] = await decideFailureModes(
    database(),
    { ids: [id], ...decision },
    nameOf(viewer),
  );
  if (decided !== undefined) return reply({ id });
  throw new Failure('not-found', `There is no regression ${id} here.`, 'id');
});

/** Lets what is suggested stand again: 404 where nothing was decided. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, FailureModeUndo);
  refuseUnseen(viewer, id);
  const [undone] = await undoFailureModes(database(), [id], nameOf(viewer));
  if (undone !== undefined) return reply({ id });
  throw new Failure('not-found', `Nothing was decided on ${id}, or it was undone already.`, 'id');
});
