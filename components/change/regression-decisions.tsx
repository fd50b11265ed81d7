'use client';

import { Button } from '@mantine/core';
import { DecisionForm } from '@/components/change/decision-form';
import {
  foreseenChange,
  foreseenRegression,
  useOwnWord,
  withoutRegression,
} from '@/components/change/foreseen';
import { type Closing, FormOpeners } from '@/components/change/form-openers';
import { StandingDecision } from '@/components/change/standing-decision';
import classes from '@/components/change/story.module.css';
import { useDecide } from '@/components/change/use-decide';
import { sendRequest } from '@/components/fetch-answer';
import { decisionLabels } from '@/components/words/labels';
import type { ToldRegression } from '@/lib/api/change';
import { agreed, DecisionAnswer, DecisionRequest, decisionPath } from '@/lib/api/decision';
import { readAs } from '@/lib/domain/fault';

interface Decided {
  regression: Pick<ToldRegression, 'id' | 'status' | 'decision'>;
  /** The regression in the names of buttons: `Revert on day 3`. */
  name: string;
  /** What has the focus while the regression stays where it is. */
  focusId: string;
}

/** What a person decided of a regression, with the way back; else the ways to decide. */
export function RegressionDecisions({ regression, name, focusId }: Decided) {
  const { id, status, decision } = regression;
  const isLink = decision?.decision === 'linked';
  return (
    <>
      {decision !== null && (
        <StandingDecision
          what={decisionLabels[decision.decision]}
          decision={decision}
          undoName={`Undo: ${decisionLabels[decision.decision]}, ${name}`}
          // What the rules say then is not foreseen here.
          send={() => sendRequest('DELETE', decisionPath, DecisionAnswer, { id })}
          said={isLink ? 'Undone. It is linked no more.' : 'Undone. The rules decide again.'}
          focusId={isLink ? undefined : focusId}
        />
      )}
      {/* It stays while a decision is shown that the server may yet refuse: what was typed stands again. */}
      <div className={classes.ways} hidden={decision !== null}>
        <FormOpeners
          openers={[
            {
              label: 'Dismiss',
              name: `Dismiss: ${name}`,
              form: (closing) => <DismissForm id={id} focusId={focusId} closing={closing} />,
            },
            {
              label: 'Unlink',
              name: `Unlink: ${name}`,
              form: (closing) => <UnlinkForm id={id} closing={closing} />,
            },
          ]}
        >
          {status === 'suspected' && <Confirm id={id} name={name} focusId={focusId} />}
        </FormOpeners>
      </div>
    </>
  );
}

function Confirm({ id, name, focusId }: { id: string; name: string; focusId: string }) {
  const ownWord = useOwnWord();
  const confirming = useDecide({
    send: () => sendRequest('PUT', decisionPath, DecisionAnswer, { id, decision: 'confirmed' }),
    said: 'Confirmed. It counts from now on.',
    focusId,
    foreseen: foreseenRegression(id, () => ({
      status: 'confirmed',
      decision: { decision: 'confirmed', ...ownWord(agreed) },
    })),
    isGone: true,
  });
  return (
    <Button
      size="compact-sm"
      loading={confirming.isPending}
      aria-label={`Confirm: ${name}`}
      onClick={() => confirming.mutate()}
    >
      Confirm
    </Button>
  );
}

function DismissForm({ id, focusId, closing }: { id: string; focusId: string; closing: Closing }) {
  const ownWord = useOwnWord();
  return (
    <DecisionForm
      title="Dismiss"
      lead="It is no regression at all: it stays here, and is not counted."
      initial={{}}
      read={({ reason }) => readAs(DecisionRequest, { id, decision: 'dismissed', reason })}
      send={decide}
      said="Dismissed. It is not counted any more."
      focusId={focusId}
      foreseen={foreseenRegression(id, ({ reason }: DecisionRequest) => ({
        status: 'dismissed',
        decision: { decision: 'dismissed', ...ownWord(reason) },
      }))}
      submitLabel="Dismiss it"
      closing={closing}
    />
  );
}

function UnlinkForm({ id, closing }: { id: string; closing: Closing }) {
  const ownWord = useOwnWord();
  return (
    <DecisionForm
      title="Unlink"
      lead="Something broke, but not because of this change: it leaves the change’s regressions."
      initial={{}}
      read={({ reason }) => readAs(DecisionRequest, { id, decision: 'unlinked', reason })}
      send={decide}
      said="Unlinked. It is listed below as not because of this change."
      foreseen={foreseenChange((change, { reason }: DecisionRequest) =>
        withoutRegression(change, id, { decision: 'unlinked', ...ownWord(reason) }),
      )}
      isGone
      submitLabel="Unlink it"
      closing={closing}
    />
  );
}

function decide(decision: DecisionRequest) {
  return sendRequest('PUT', decisionPath, DecisionAnswer, decision);
}
