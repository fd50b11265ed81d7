'use client';

import { StandingDecision } from '@/components/change/standing-decision';
import classes from '@/components/change/story.module.css';
import { sendRequest } from '@/components/fetch-answer';
import { CauseName } from '@/components/tables/cells';
import { repositoryOf } from '@/components/words/addresses';
import { decisionLabels, kindLabels } from '@/components/words/labels';
import type { Unlinked } from '@/lib/api/change';
import { DecisionAnswer, decisionPath } from '@/lib/api/decision';

/** What people said did not come of this change; nothing where nobody said so. */
export function UnlinkedList({ unlinked }: { unlinked: readonly Unlinked[] }) {
  if (unlinked.length === 0) return null;
  return (
    <>
      <h3>Not because of this change</h3>
      <ul className={classes.unlinked}>
        {unlinked.map(({ id, kind, cause, decision }) => (
          <li key={id}>
            <p>
              {kind !== cause.type && `${kindLabels[kind]}. `}
              <CauseName cause={cause} repository={repositoryOf(id)} />
            </p>
            <StandingDecision
              what={decisionLabels[decision.decision]}
              decision={decision}
              undoName={`Undo: ${decisionLabels[decision.decision]}, ${kindLabels[kind]}`}
              send={() => sendRequest('DELETE', decisionPath, DecisionAnswer, { id })}
              said="Undone. It is a regression of this change again."
            />
          </li>
        ))}
      </ul>
    </>
  );
}
