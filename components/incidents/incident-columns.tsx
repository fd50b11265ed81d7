import classes from '@/components/incidents/incidents.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { Author, Status } from '@/components/tables/cells';
import type { Column } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { hoursWords } from '@/components/words/durations';
import { Moment } from '@/components/words/moment';
import { countWords } from '@/components/words/rates';
import type { IncidentRow } from '@/lib/api/incidents';

/** What the list of incidents tells of each. */
export const incidentColumns: readonly Column<IncidentRow>[] = [
  {
    name: 'Opened',
    cell: ({ openedAt }) => (
      <span className={table.nowrap}>
        <Moment at={openedAt} dateOnly />
      </span>
    ),
  },
  {
    name: 'Incident',
    cell: (row) => (
      <>
        <RestLink className={table.title ?? ''} dir="auto" href={addressOf('/incidents', row.id)}>
          {row.title ?? row.key}
        </RestLink>
        <div className={table.quiet}>
          <bdi>{row.repository}</bdi> · <bdi>{row.key}</bdi>
        </div>
        <div className={table.under}>
          {row.severity !== null && <Severity>{row.severity}</Severity>} <Open row={row} />
          <Blamed row={row} />
        </div>
      </>
    ),
  },
  {
    name: 'Severity',
    wide: true,
    cell: ({ severity }) => (severity === null ? '–' : <Severity>{severity}</Severity>),
  },
  { name: 'Open for', wide: true, cell: (row) => <Open row={row} /> },
  { name: 'Held against', wide: true, cell: (row) => <Blamed row={row} /> },
];

/** How bad it was, by its sender's word. */
export function Severity({ children }: { children: string }) {
  return (
    <span className={classes.severity}>
      <bdi>{children}</bdi>
    </span>
  );
}

function Open({ row: { openHours } }: { row: IncidentRow }) {
  if (openHours === null) return <strong className={classes.open}>still open</strong>;
  return <span className={table.nowrap}>{hoursWords(openHours)}</span>;
}

/** The changes that it is linked to, and by whom they were written. */
function Blamed({ row: { changes, linked } }: { row: IncidentRow }) {
  if (linked === 0) return <div className={table.quiet}>no change</div>;
  const more = linked - changes.length;
  return (
    <ul className={classes.blamed}>
      {changes.map((change) => (
        <li key={change.regressionId}>
          <RestLink href={addressOf('/regressions', change.regressionId)} dir="auto">
            {change.title}
          </RestLink>{' '}
          <span className={classes.author}>
            <Author change={change} /> {change.status !== 'confirmed' && <Status {...change} />}
          </span>
        </li>
      ))}
      {more > 0 && <li className={table.quiet}>and {countWords(more)} more</li>}
    </ul>
  );
}
