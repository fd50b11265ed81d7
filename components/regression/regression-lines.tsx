import { RestLink } from '@/components/layout/rest-link';
import classes from '@/components/regression/regression.module.css';
import { Author, Status } from '@/components/tables/cells';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import type { RegressionRow } from '@/lib/api/rows';

/** A few regressions, each in two lines with the way to its own page. */
export function RegressionLines({ regressions }: { regressions: readonly RegressionRow[] }) {
  return (
    <ul className={classes.lines}>
      {regressions.map(({ id, kind, day, status, regressedAt, change }) => (
        <li key={id}>
          <RestLink href={addressOf('/regressions', id)} dir="auto">
            {change.title}
          </RestLink>
          <div className={classes.line}>
            <span>
              {kindLabels[kind]} on day {day}
            </span>
            {status !== 'confirmed' && <Status status={status} />}
            <Author change={change} />
            <Moment at={regressedAt} dateOnly />
          </div>
        </li>
      ))}
    </ul>
  );
}
