import { nameOf } from '@/lib/access/viewer';
import { OverrideRequest, OverrideUndo } from '@/lib/api/override';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { overrideAuthorship, undoOverride } from '@/lib/ledger/overrides';
import { splitId } from '@/lib/measure/change';

/** Says who wrote a change: 400 with the field at fault, 404 where no such change is known. */
export const PUT = route(async (request, _, __, viewer) => {
  const { id, ...override } = await readPosted(request, OverrideRequest);
  refuseUnseen(viewer, id);
  if (await overrideAuthorship(database(), splitId(id), override, nameOf(viewer)))
    return reply({ id });
  throw unknownChange(id);
});

/** Lets the marks decide again: 404 where no such change is known. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { id } = await readPosted(request, OverrideUndo);
  refuseUnseen(viewer, id);
  if (await undoOverride(database(), splitId(id), nameOf(viewer))) return reply({ id });
  throw unknownChange(id);
});

const unknownChange = (id: string) =>
  new Failure('not-found', `There is no change ${id} here.`, 'id');
