import Link from 'next/link';
import classes from '@/components/change/story.module.css';
import { EvidenceList } from '@/components/evidence/evidence-list';
import { CauseName, LinkOut } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import {
  confidenceLabels,
  kindLabels,
  kindMeanings,
  statusLabels,
} from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import type { ToldRegression } from '@/lib/api/change';

/** One regression: what broke, what showed it, and the evidence. */
export function RegressionPart({
  regression,
  isLinked,
}: {
  regression: ToldRegression;
  isLinked: boolean;
}) {
  const { kind, status, confidence, day, regressedAt, cause } = regression;
  return (
    <div className={classes.regression}>
      <p>
        <strong>
          {isLinked ? (
            <Link href={addressOf('/regressions', regression.id)}>{kindLabels[kind]}</Link>
          ) : (
            kindLabels[kind]
          )}
          , on day {day} after the merge
        </strong>{' '}
        (<Moment at={regressedAt} />
        ). {kindMeanings[kind]}
      </p>
      <p>
        <CauseName cause={cause} />
        {cause.type === 'change' && cause.url !== null && (
          <>
            , <LinkOut url={cause.url}>on its host</LinkOut>
          </>
        )}
      </p>
      <p className={classes.quiet}>
        {statusLabels[status]}. {confidenceLabels[confidence]}.
      </p>
      <h3 className={classes.sub}>Evidence</h3>
      <EvidenceList evidence={regression.evidence} none="The sender named the change itself." />
    </div>
  );
}
