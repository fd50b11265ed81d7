import { RestLink } from '@/components/layout/rest-link';
import { Author, changeName } from '@/components/tables/cells';
import type { ListColumn } from '@/components/tables/data-table';
import classes from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { plural } from '@/components/words/rates';
import type { ChangeSort } from '@/lib/api/changes';
import type { ChangeRow } from '@/lib/api/rows';

/** What the list of changes tells of each. */
export const changeColumns: readonly ListColumn<ChangeRow, ChangeSort>[] = [
  {
    name: 'Merged',
    track: '6.5rem',
    sort: 'merged',
    cell: (row) => (
      <span className={classes.nowrap}>
        {row.mergedAt === null ? '–' : <Moment at={row.mergedAt} dateOnly />}
      </span>
    ),
  },
  {
    name: 'Change',
    track: 'minmax(0, 1fr)',
    cell: (row) => (
      <>
        <RestLink className={classes.title ?? ''} dir="auto" href={addressOf('/changes', row.id)}>
          {row.title}
        </RestLink>
        <div className={classes.quiet}>
          <bdi>{row.repository}</bdi> {changeName(row)}
        </div>
        <div className={classes.under}>
          <Author change={row} />, {workLabels[row.kindOfWork].toLowerCase()}, {sizeWords(row)};{' '}
          {regressedWords(row)}
        </div>
      </>
    ),
  },
  { name: 'Written by', track: '11rem', wide: true, cell: (row) => <Author change={row} /> },
  { name: 'Kind of work', track: '8rem', wide: true, cell: (row) => workLabels[row.kindOfWork] },
  { name: 'Size', track: '7rem', sort: 'size', wide: true, cell: sizeWords },
  { name: 'Regressed', track: '10rem', wide: true, cell: regressedWords },
];

function sizeWords({ sizeLines, sizeBucket }: ChangeRow): string {
  return sizeLines === null ? sizeLabels[sizeBucket] : plural(sizeLines, 'line');
}

function regressedWords({ regressedOnDay }: ChangeRow): string {
  return regressedOnDay === null ? 'not regressed' : `regressed on day ${regressedOnDay}`;
}
