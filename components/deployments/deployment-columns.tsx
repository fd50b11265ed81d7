import classes from '@/components/deployments/deployments.module.css';
import { RestLink } from '@/components/layout/rest-link';
import { LinkOut } from '@/components/tables/cells';
import type { Column } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { addressOf } from '@/components/words/addresses';
import { hoursWords } from '@/components/words/durations';
import { kindLabels } from '@/components/words/labels';
import { Moment } from '@/components/words/moment';
import { countWords, plural } from '@/components/words/rates';
import type { DeploymentRow } from '@/lib/api/deployments';

/** What the list of deployments tells of each. */
export const deploymentColumns: readonly Column<DeploymentRow>[] = [
  {
    name: 'Finished',
    cell: ({ finishedAt }) => (
      <span className={classes.when}>
        <Moment at={finishedAt} />
      </span>
    ),
  },
  {
    name: 'Deployment',
    cell: (row) => (
      <>
        <RestLink className={table.title ?? ''} dir="auto" href={addressOf('/deployments', row.id)}>
          {row.head?.title ?? row.key}
        </RestLink>
        <div className={table.quiet}>
          <bdi>{row.repository}</bdi> at{' '}
          <LinkOut url={row.url}>
            <code>{row.sha.slice(0, 9)}</code>
          </LinkOut>{' '}
          · {row.service !== null && <bdi>{row.service} </bdi>}to <bdi>{row.environment}</bdi>
        </div>
        <div className={table.under}>
          {changesWords(row)}; <CameOf row={row} />
        </div>
      </>
    ),
  },
  { name: 'Brought out', wide: true, cell: changesWords },
  { name: 'What came of it', wide: true, cell: (row) => <CameOf row={row} /> },
];

/** How much a deployment brought out. */
export function changesWords({ changes }: DeploymentRow): string {
  if (changes === null) return 'not counted';
  if (changes.all === 0) return 'no change that counts';
  const agents = changes.agents === 0 ? 'none' : countWords(changes.agents);
  return `${plural(changes.all, 'change')}, ${agents} with an agent`;
}

function CameOf({ row: { conclusion, production, rollsBack, broke } }: { row: DeploymentRow }) {
  if (conclusion !== 'succeeded')
    return <strong className={classes.failed}>did not succeed</strong>;
  return (
    <>
      {rollsBack !== null && (
        <div>
          <RestLink href={addressOf('/regressions', rollsBack)}>Rolls back</RestLink> to an older
          version.
        </div>
      )}
      {broke !== null && (
        <div>
          <strong className={classes.failed}>{kindLabels[broke.kind]}</strong> after{' '}
          {hoursWords(broke.afterHours)}
          {broke.recoveredHours !== null && `, recovered in ${hoursWords(broke.recoveredHours)}`}:{' '}
          <RestLink href={addressOf('/regressions', broke.regressionId)} dir="auto">
            {broke.title}
          </RestLink>
        </div>
      )}
      {rollsBack === null && broke === null && (
        <span className={table.quiet}>{production ? 'nothing so far' : 'not production'}</span>
      )}
    </>
  );
}
