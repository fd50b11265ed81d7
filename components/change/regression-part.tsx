'use client';

import { useId } from 'react';
import { RegressionDecisions } from '@/components/change/regression-decisions';
import classes from '@/components/change/story.module.css';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { RestLink } from '@/components/layout/rest-link';
import { CauseName, LinkOut, Status } from '@/components/tables/cells';
import { addressOf, repositoryOf } from '@/components/words/addresses';
import {
  confidenceLabels,
  kindLabels,
  kindMeanings,
  statusMeanings,
} from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import type { ToldRegression } from '@/lib/api/change';

/** One regression: what broke, what showed it, the evidence, and what people decide of it. */
export function RegressionPart({
  regression,
  isLinked,
}: {
  regression: ToldRegression;
  isLinked: boolean;
}) {
  const headingId = useId();
  const { kind, status, confidence, day, regressedAt, cause } = regression;
  return (
    <div className={classes.regression} data-status={status}>
      <h3 id={headingId} tabIndex={-1}>
        {isLinked ? (
          <RestLink href={addressOf('/regressions', regression.id)}>{kindLabels[kind]}</RestLink>
        ) : (
          kindLabels[kind]
        )}
        , on day {day} after the merge
      </h3>
      <p>
        <Status status={status} /> {statusMeanings[status]}
        {regression.decision === null && ` ${confidenceLabels[confidence]}.`}
      </p>
      <p>
        {kindMeanings[kind]} It was on <Moment at={regressedAt} />.
      </p>
      <p>
        <CauseName cause={cause} repository={repositoryOf(regression.id)} />
        {(cause.type === 'change' || cause.type === 'incident') && cause.url !== null && (
          <>
            ,{' '}
            <LinkOut url={cause.url}>
              {cause.type === 'change' ? 'on its host' : 'at its incident tool'}
            </LinkOut>
          </>
        )}
      </p>
      <h4 className={classes.sub}>Evidence</h4>
      <EvidenceList evidence={regression.evidence} none="The sender named the change itself." />
      <Alongside regression={regression} />
      <RegressionDecisions
        regression={regression}
        name={`${kindLabels[kind]} on day ${day}`}
        focusId={headingId}
      />
    </div>
  );
}

/** What else the same cause shows, should one word hold for all of them. */
function Alongside({ regression: { alongside } }: { regression: ToldRegression }) {
  if (alongside.length === 0) return null;
  return (
    <div>
      <p>The same cause also shows {plural(alongside.length, 'other change')}:</p>
      <ul className={classes.undid}>
        {alongside.map(({ id, changeTitle, status }) => (
          <li key={id}>
            <RestLink href={addressOf('/regressions', id)}>
              <bdi>{changeTitle}</bdi>
            </RestLink>{' '}
            <Status status={status} />
          </li>
        ))}
      </ul>
    </div>
  );
}
