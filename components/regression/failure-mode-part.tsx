'use client';

import { Button, NativeSelect } from '@mantine/core';
import { useMay } from '@/components/access/viewer';
import { DecidedPart } from '@/components/change/decided-part';
import { DecisionForm } from '@/components/change/decision-form';
import { foreseenRegression, useOwnWord } from '@/components/change/foreseen';
import { type Closing, FormOpeners } from '@/components/change/form-openers';
import { StandingDecision } from '@/components/change/standing-decision';
import classes from '@/components/change/story.module.css';
import { useDecide } from '@/components/change/use-decide';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { sendRequest } from '@/components/fetch-answer';
import { failureModeChoices } from '@/components/words/failure-mode-choices';
import { failureModeLabels, failureModeMeanings } from '@/components/words/labels';
import type { Suggestion, ToldRegression } from '@/lib/api/change';
import { agreed } from '@/lib/api/decision';
import { FailureModeAnswer, FailureModeRequest, failureModePath } from '@/lib/api/failure-mode';
import { readAs } from '@/lib/domain/fault';

/** Why a regression broke something: what is suggested, on what grounds, and what people decide. */
export function FailureModePart({
  regression,
}: {
  regression: Pick<ToldRegression, 'id' | 'suggestion' | 'failureMode'>;
}) {
  const mayDecide = useMay('editor');
  const { id, suggestion, failureMode: decided } = regression;
  return (
    <DecidedPart title="Why it broke">
      {decided !== null && (
        <>
          <p>
            <strong>{failureModeLabels[decided.failureMode]}</strong>.{' '}
            {failureModeMeanings[decided.failureMode]}
          </p>
          <StandingDecision
            what="Decided"
            decision={decided}
            undoName="Undo: why it broke"
            send={() => sendRequest('DELETE', failureModePath, FailureModeAnswer, { id })}
            said="Undone. What is suggested stands again."
            foreseen={foreseenRegression(id, () => ({ failureMode: null }))}
          />
        </>
      )}
      {suggestion !== null && <Suggested suggestion={suggestion} isMoot={decided !== null} />}
      {decided === null && suggestion === null && (
        <p>
          Not known yet: nothing that was said of it tells, and nobody has decided. It is never
          guessed.
        </p>
      )}
      {mayDecide && (
        // It stays while a word is shown that the server may yet refuse: what was typed stands again.
        <div className={classes.ways} hidden={decided !== null}>
          <FormOpeners
            openers={[
              {
                label: suggestion === null ? 'Say why it broke' : 'It broke for another reason',
                form: (closing) => <FailureModeForm id={id} closing={closing} />,
              },
            ]}
          >
            {suggestion !== null && <Agree id={id} suggestion={suggestion} />}
          </FormOpeners>
        </div>
      )}
    </DecidedPart>
  );
}

function Suggested({ suggestion, isMoot }: { suggestion: Suggestion; isMoot: boolean }) {
  const { failureMode, confidence } = suggestion;
  const name = <strong>{failureModeLabels[failureMode]}</strong>;
  return (
    <>
      {isMoot ? (
        <p className={classes.quiet}>Suggested was {failureModeLabels[failureMode]}.</p>
      ) : (
        <p>
          {confidence === 'low' ? 'Perhaps' : 'Suggested'}: {name}.{' '}
          {failureModeMeanings[failureMode]}
        </p>
      )}
      <EvidenceList evidence={[suggestion]} none="" />
    </>
  );
}

function Agree({ id, suggestion: { failureMode } }: { id: string; suggestion: Suggestion }) {
  const ownWord = useOwnWord();
  const agreeing = useDecide({
    send: () => sendRequest('PUT', failureModePath, FailureModeAnswer, { id, failureMode }),
    said: 'Decided, as it was suggested.',
    foreseen: foreseenRegression(id, () => ({
      failureMode: { failureMode, ...ownWord(agreed) },
    })),
    isGone: true,
  });
  return (
    <Button size="compact-sm" loading={agreeing.isPending} onClick={() => agreeing.mutate()}>
      It is {failureModeLabels[failureMode]}
    </Button>
  );
}

function FailureModeForm({ id, closing }: { id: string; closing: Closing }) {
  const ownWord = useOwnWord();
  return (
    <DecisionForm
      title="Why it broke"
      lead="Your word goes above what is suggested, and stays when history is judged anew."
      initial={{ failureMode: 'lost-context' }}
      read={(draft) => readAs(FailureModeRequest, { ...draft, id })}
      send={(decision) => sendRequest('PUT', failureModePath, FailureModeAnswer, decision)}
      said="Saved. It is counted so from now on."
      foreseen={foreseenRegression(id, ({ failureMode, reason }: FailureModeRequest) => ({
        failureMode: { failureMode, ...ownWord(reason) },
      }))}
      submitLabel="Save"
      closing={closing}
    >
      {(field) => (
        <NativeSelect {...field('failureMode')} label="It broke by" data={failureModeChoices} />
      )}
    </DecisionForm>
  );
}
