import { Button } from '@mantine/core';
import classes from '@/components/settings/settings.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { countWords, plural } from '@/components/words/rates';
import type { KeepingAnswer } from '@/lib/api/keeping';

type Repository = KeepingAnswer['repositories'][number];
type Row = Repository & { id: string };

const facts: readonly Column<Row>[] = [
  {
    name: 'Repository',
    cell: ({ name, sample, changes, deliveries }) => (
      <>
        <bdi>{name}</bdi>
        {sample && <span className={table.quiet}> (sample)</span>}
        <div className={table.under}>
          {plural(changes, 'change')}, {plural(deliveries, 'delivery', 'deliveries')}
        </div>
      </>
    ),
  },
  { name: 'Changes', wide: true, cell: ({ changes }) => countWords(changes) },
  { name: 'Deliveries', wide: true, cell: ({ deliveries }) => countWords(deliveries) },
];

/** The repositories with how much is stored of each, and a button that begins to delete it. */
export function RepositoryTable({
  repositories,
  onDelete,
}: {
  repositories: readonly Repository[];
  onDelete: (name: string) => void;
}) {
  if (repositories.length === 0) {
    return <p className={classes.quiet}>None yet: nothing was imported or posted.</p>;
  }
  const columns: readonly Column<Row>[] = [
    ...facts,
    {
      name: 'Delete',
      cell: ({ name }) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Delete ${name}`}
          aria-haspopup="dialog"
          onClick={() => onDelete(name)}
        >
          Delete
        </Button>
      ),
    },
  ];
  const rows = repositories.map((one) => ({ ...one, id: one.name }));
  return (
    <div className={classes.bare}>
      <DataTable
        caption={plural(rows.length, 'repository', 'repositories')}
        columns={columns}
        rows={rows}
      />
    </div>
  );
}
