import { nameOf, type Viewer } from '@/lib/access/viewer';
import { DecisionsRequest, DecisionsUndo } from '@/lib/api/decision';
import { database } from '@/lib/http/database';
import { readPosted } from '@/lib/http/read-posted';
import { refuseUnseen } from '@/lib/http/refuse-unseen';
import { reply } from '@/lib/http/reply';
import { route } from '@/lib/http/route';
import {
  decideRegressions,
  type NamedRegression,
  undoDecisions,
} from '@/lib/ledger/many-decisions';
import { splitId } from '@/lib/measure/change';

/** Decides the same of many regressions: answers with those that nobody had decided on before. */
export const POST = route(async (request, _, __, viewer) => {
  const { ids, ...decision } = await readPosted(request, DecisionsRequest);
  const named = seenAll(viewer, ids);
  return told(await decideRegressions(database(), named, decision, nameOf(viewer)));
});

/** Lets the rules decide again on many: answers with those that there was a decision on. */
export const DELETE = route(async (request, _, __, viewer) => {
  const { ids } = await readPosted(request, DecisionsUndo);
  return told(await undoDecisions(database(), seenAll(viewer, ids), nameOf(viewer)));
});

function seenAll(viewer: Viewer, ids: readonly string[]): NamedRegression[] {
  return ids.map((id) => {
    refuseUnseen(viewer, id);
    const { repository, key } = splitId(id);
    return { repository, regressionId: key };
  });
}

const told = (named: readonly NamedRegression[]) =>
  reply({ ids: named.map(({ repository, regressionId }) => `${repository}/${regressionId}`) });
