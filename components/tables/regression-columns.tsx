import { RestLink } from '@/components/layout/rest-link';
import { Author, CauseName, changeName, Status } from '@/components/tables/cells';
import type { ListColumn } from '@/components/tables/data-table';
import classes from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import type { RegressionSort } from '@/lib/api/regressions';
import type { RegressionRow } from '@/lib/api/rows';

type RegressionColumn = ListColumn<RegressionRow, RegressionSort>;

/** What a list of regressions tells of each, which leads to its page. */
export const regressionColumns = regressionColumnsTo((id) => addressOf('/regressions', id));

/** The same where its page has an address of its own. */
export function regressionColumnsTo(hrefOf: (id: string) => string): readonly RegressionColumn[] {
  return [
    {
      name: 'When',
      track: '6.5rem',
      sort: 'regressed',
      cell: (row) => (
        <span className={classes.nowrap}>
          <Moment at={row.regressedAt} dateOnly />
        </span>
      ),
    },
    {
      name: 'Change',
      track: 'minmax(0, 3fr)',
      cell: (row) => (
        <>
          <RestLink className={classes.title ?? ''} dir="auto" href={hrefOf(row.id)}>
            {row.change.title}
          </RestLink>
          <div className={classes.quiet}>
            <bdi>{row.change.repository}</bdi> {changeName(row.change)}
          </div>
          <div className={classes.under}>
            <Author change={row.change} />, {kindWords(row)} on day {row.day}:{' '}
            <CauseName cause={row.cause} repository={row.change.repository} />
          </div>
        </>
      ),
    },
    { name: 'Regression', track: '9.5rem', sort: 'kind', wide: true, cell: kindWords },
    {
      name: 'Written by',
      track: '10.5rem',
      sort: 'authorship',
      wide: true,
      cell: (row) => <Author change={row.change} />,
    },
    { name: 'Day', track: '4rem', sort: 'day', wide: true, cell: (row) => row.day },
    {
      name: 'Cause',
      track: 'minmax(0, 2fr)',
      wide: true,
      cell: (row) => (
        <span className={classes.clamped} data-print="whole">
          <CauseName cause={row.cause} repository={row.change.repository} />
        </span>
      ),
    },
  ];
}

/** The kind, with the status where it is not the one that counts in any case. */
function kindWords({ kind, status }: RegressionRow) {
  if (status === 'confirmed') return kindLabels[kind];
  return (
    <>
      {kindLabels[kind]} <Status status={status} />
    </>
  );
}
