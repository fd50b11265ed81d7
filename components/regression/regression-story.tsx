'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMay } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { AuthorshipPart } from '@/components/change/authorship-part';
import { ChangeFacts } from '@/components/change/change-facts';
import { ChangeHead } from '@/components/change/change-head';
import { DecidedPart } from '@/components/change/decided-part';
import { FormOpeners } from '@/components/change/form-openers';
import { LinkForm } from '@/components/change/link-form';
import { RegressionPart } from '@/components/change/regression-part';
import classes from '@/components/change/story.module.css';
import { UndidPart } from '@/components/change/undid-part';
import { UnlinkedList } from '@/components/change/unlinked-list';
import { Timeline } from '@/components/evidence/timeline';
import { storyParams } from '@/components/filters/filter-params';
import { Answered } from '@/components/layout/answered';
import { RestLink } from '@/components/layout/rest-link';
import { DiffPart } from '@/components/regression/diff-part';
import { EarlierPart } from '@/components/regression/earlier-part';
import { FailureModePart } from '@/components/regression/failure-mode-part';
import { Neighbours } from '@/components/regression/neighbours';
import { NotesPart } from '@/components/regression/notes-part';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import { changeQuestion, type ToldChange, type Unlinked } from '@/lib/api/change';

/**
 * One regression from the change over the merge to what broke, each with its evidence. It is read from
 * its change, which still tells of it when a person takes it away.
 */
export function RegressionStory({ id, changeId }: { id: string; changeId: string }) {
  const query = useQuery(ask(changeQuestion, { id: changeId }));
  const [{ listed, ...values }] = useQueryStates(storyParams);
  return (
    <>
      {listed !== null && <Neighbours id={id} values={values} />}
      <Answered query={query} what="This regression" height="40rem">
        {(change) => <Story id={id} change={change} />}
      </Answered>
    </>
  );
}

function Story({ id, change }: { id: string; change: ToldChange }) {
  const regression = change.regressions.find((one) => one.id === id);
  const others = change.regressions.filter((one) => one.id !== id);
  const unlinked = change.unlinked.filter((one) => one.id === id);
  return (
    <article>
      <ChangeHead
        change={change}
        kicker={
          regression === undefined
            ? 'No regression any more of'
            : `${kindLabels[regression.kind]} on day ${regression.day} after the merge of`
        }
        title={change.title}
        told={{ question: 'regression', id }}
      />
      <div className={classes.columns}>
        <div className={classes.parts}>
          <DecidedPart title="What broke">
            {regression !== undefined && (
              <RegressionPart regression={regression} isLinked={false} />
            )}
            {regression === undefined && <NotLinked change={change} unlinked={unlinked} />}
          </DecidedPart>
          {regression !== undefined && <FailureModePart regression={regression} />}
          <AuthorshipPart change={change} />
          <section>
            <h2>What happened when</h2>
            <Timeline moments={change.timeline} />
          </section>
          <DiffPart change={change} />
          <NotesPart id={id} />
          <EarlierPart id={id} />
          {others.length > 0 && (
            <DecidedPart title="Other regressions of this change">
              {others.map((other) => (
                <RegressionPart key={other.id} regression={other} isLinked />
              ))}
            </DecidedPart>
          )}
          <UndidPart change={change} />
          <p>
            <RestLink href={addressOf('/changes', change.id)}>
              Everything about this change
            </RestLink>
          </p>
        </div>
        <ChangeFacts change={change} />
      </div>
    </article>
  );
}

/** What is known of a regression that counts no more, and the ways to link it, or what really broke. */
function NotLinked({ change, unlinked }: { change: ToldChange; unlinked: readonly Unlinked[] }) {
  const mayLink = useMay('editor');
  return (
    <>
      <p>
        {unlinked.length === 0
          ? 'Nothing because of this change, as far as is known: it is linked no more.'
          : 'A person said that it has nothing to do with this change, so it counts nowhere. Undo that to link it again.'}
      </p>
      <UnlinkedList unlinked={unlinked} />
      {mayLink && (
        <FormOpeners
          openers={[
            {
              label: 'Link what broke',
              form: (closing) => <LinkForm changeId={change.id} closing={closing} />,
            },
          ]}
        />
      )}
    </>
  );
}
