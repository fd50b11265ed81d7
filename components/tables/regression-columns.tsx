import Link from 'next/link';
import { Author, CauseName, changeName, Status } from '@/components/tables/cells';
import type { Column } from '@/components/tables/data-table';
import classes from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { kindLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import type { RegressionRow } from '@/lib/api/rows';

/** What the list of regressions tells of each. */
export const regressionColumns: readonly Column<RegressionRow>[] = [
  {
    name: 'When',
    cell: (row) => (
      <span className={classes.nowrap}>
        <Moment at={row.regressedAt} dateOnly />
      </span>
    ),
  },
  {
    name: 'Change',
    cell: (row) => (
      <>
        <Link
          className={classes.title}
          href={addressOf('/regressions', row.id)}
          dir="auto"
          prefetch={false}
        >
          {row.change.title}
        </Link>
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
  { name: 'Regression', wide: true, cell: kindWords },
  { name: 'Written by', wide: true, cell: (row) => <Author change={row.change} /> },
  { name: 'Day after merge', wide: true, cell: (row) => row.day },
  {
    name: 'Cause',
    wide: true,
    cell: (row) => <CauseName cause={row.cause} repository={row.change.repository} />,
  },
];

/** The kind, with the status where it is not the one that counts in any case. */
function kindWords({ kind, status }: RegressionRow) {
  if (status === 'confirmed') return kindLabels[kind];
  return (
    <>
      {kindLabels[kind]} <Status status={status} />
    </>
  );
}
