'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { groupMarks, type MarkRow } from '@/components/settings/mark-groups';
import { modeLabels } from '@/components/settings/rule-words';
import classes from '@/components/settings/settings.module.css';
import { type Column, DataTable } from '@/components/tables/data-table';
import table from '@/components/tables/table.module.css';
import { confidenceLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import { plural } from '@/components/words/rates';
import type { KnownMark } from '@/lib/api/rules';

const modeOf = ({ mode }: MarkRow) =>
  mode === null ? 'By who opened the change' : modeLabels[mode];

function placesOf({ places: [first = '', ...rest] }: MarkRow): string {
  return listed([first, ...rest.map((place) => place.toLowerCase())]);
}

const columns: readonly Column<MarkRow>[] = [
  {
    name: 'Mark',
    cell: (row) => (
      <>
        <span className={classes.pattern}>{row.pattern}</span>
        {row.expression !== null && <div className={classes.expression}>{row.expression}</div>}
        <div className={table.under}>
          {placesOf(row)}. {confidenceLabels[row.confidence]}.
        </div>
      </>
    ),
  },
  { name: 'Found in', wide: true, cell: placesOf },
  { name: 'Mode', wide: true, cell: modeOf },
  { name: 'Confidence', wide: true, cell: ({ confidence }) => confidenceLabels[confidence] },
];

/** All that Aftermerge knows agents and automation by, grouped by whose mark it is. */
export function KnownMarks({ marks }: { marks: readonly KnownMark[] }) {
  const [search, setSearch] = useState('');
  const groups = groupMarks(marks, search);
  const isSearched = search.trim() !== '';
  return (
    <>
      <div className={classes.search}>
        <TextInput
          label="Search the marks"
          placeholder="Codex, @github.com, branch …"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {groups.length === 0 && <p className={classes.quiet}>No mark of that name.</p>}
      <div className={`${classes.groups} ${classes.bare}`}>
        {groups.map(({ name, rows }) => (
          // Searched anew, what is found is open, however it was left.
          <details key={`${name} ${search.trim()}`} className={classes.group} open={isSearched}>
            <summary>
              {name} <span className={classes.quiet}>{plural(rows.length, 'mark')}</span>
            </summary>
            <DataTable caption={`Marks of ${name}`} columns={columns} rows={rows} />
          </details>
        ))}
      </div>
    </>
  );
}
