import { removedBy } from '@/lib/access/removal-word';
import { rules } from '@/lib/access/roles';
import { nameOf, type Viewer } from '@/lib/access/viewer';
import { UndoRequest } from '@/lib/api/undo';
import { restoreDigest } from '@/lib/digest/digests';
import type { Removed } from '@/lib/domain/removed';
import { refusalOf } from '@/lib/http/admit';
import { database } from '@/lib/http/database';
import { Failure } from '@/lib/http/failure';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import { restoreGuardrail } from '@/lib/ledger/guardrails';
import { restoreNote } from '@/lib/ledger/notes';
import { restoreRule } from '@/lib/ledger/rules';
import { restoreView } from '@/lib/ledger/views';

/** Whoever may remove something may put it back. */
const removalOf = {
  note: rules['DELETE /api/v1/notes'],
  view: rules['DELETE /api/v1/views'],
  digest: rules['DELETE /api/v1/digests'],
  guardrail: rules['DELETE /api/v1/guardrails'],
  rule: rules['DELETE /api/v1/rules'],
};

/** Puts back what its asker removed within the last hour. */
export const POST = route(async (request, _, __, viewer) => {
  const { undo } = await readPosted(request, UndoRequest);
  const removed = removedBy(nameOf(viewer), undo, new Date());
  if (removed === undefined) {
    throw new Failure('bad-request', 'This can be undone no more.', 'undo');
  }
  const refused = refusalOf(viewer, removalOf[removed.kind]);
  if (refused !== undefined) throw new Failure('forbidden', refused);
  if (await restored(removed, viewer)) return reply({ id: removed.id });
  throw new Failure(
    'conflict',
    'It is back already, or what it belonged to, or its name, is gone meanwhile.',
  );
});

function restored(removed: Removed, viewer: Viewer): Promise<boolean> {
  if (removed.kind === 'view') return restoreView(database(), removed, nameOf(viewer));
  if (removed.kind === 'digest') return restoreDigest(database(), removed, nameOf(viewer));
  if (removed.kind === 'guardrail') {
    return restoreGuardrail(database(), removed.id, nameOf(viewer));
  }
  if (removed.kind === 'rule') return restoreRule(database(), removed.id, nameOf(viewer));
  refuseUnseen(viewer, `${removed.repository}/${removed.regressionId}`);
  return restoreNote(database(), removed, nameOf(viewer));
}
