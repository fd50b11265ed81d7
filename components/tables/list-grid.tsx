'use client';

import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  type Updater,
  useTable,
} from '@tanstack/react-table';
import { type CSSProperties, useMemo } from 'react';
import type { ListColumn } from '@/components/tables/data-table';
import classes from '@/components/tables/list-grid.module.css';
import { useListKeys } from '@/components/tables/use-list-keys';
import { useVirtualRows } from '@/components/tables/use-virtual-rows';
import type { Order } from '@/lib/api/sorting';

const features = tableFeatures({ rowSelectionFeature, rowSortingFeature });

/** What is laid out by CSS as no table is one still to those who hear it: its parts say what they are. */
const as = {
  grid: { role: 'grid' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  gridcell: { role: 'gridcell' },
} as const;

/** Several rows can be selected. */
const several = { 'aria-multiselectable': true };

export interface Sorting<Sort extends string> {
  sort: Sort;
  order: Order;
  onSort: (sort: Sort, order: Order) => void;
}

const nothing: RowSelectionState = {};
const ignore = () => {};

export interface Selection {
  selected: RowSelectionState;
  onSelect: (updater: Updater<RowSelectionState>) => void;
}

/**
 * Rows of a list under columns that sort it, of which only those in sight are drawn. One row at a time
 * has the focus: arrows or j and k move it, Enter opens it.
 */
export function ListGrid<Row extends { id: string }, Sort extends string>({
  caption,
  columns,
  rows,
  total,
  sorting: { sort, order, onSort },
  selection,
  nameOf,
  onOpen,
  onNearEnd,
  onKey,
}: {
  caption: string;
  columns: readonly ListColumn<Row, Sort>[];
  rows: Row[];
  /** How many there are in all, of which `rows` are the first. */
  total: number;
  sorting: Sorting<Sort>;
  /** Left out where nothing can be done with several. */
  selection?: Selection | undefined;
  /** What a row is called in the names of its controls. */
  nameOf: (row: Row) => string;
  onOpen: (row: Row) => void;
  /** The last of the rows comes into sight. */
  onNearEnd: () => void;
  /** Any other key on a row. @returns whether it means something. */
  onKey?: ((key: string, row: Row) => boolean) | undefined;
}) {
  const definitions = useMemo(() => columns.map(definitionOf), [columns]);
  // Every new array or object is news to the table, which draws itself anew for it.
  const sorted = useMemo(() => [{ id: sort, desc: order === 'desc' }], [sort, order]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: ({ id }) => id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    sortDescFirst: true,
    enableRowSelection: selection !== undefined,
    state: { sorting: sorted, rowSelection: selection?.selected ?? nothing },
    onRowSelectionChange: selection?.onSelect ?? ignore,
  });
  const virtual = useVirtualRows(rows, onNearEnd);
  const model = table.getRowModel().rows;
  const { active, setActive, onKeyDown } = useListKeys({
    count: rows.length,
    body: virtual.body,
    show: virtual.show,
    onKey: (key, index) => {
      const row = model[index];
      if (row === undefined) return false;
      if (key === 'Enter') onOpen(row.original);
      else if ((key === 'x' || key === ' ') && selection !== undefined) row.toggleSelected();
      else return onKey?.(key, row.original) ?? false;
      return true;
    },
  });
  const tracks = (some: readonly ListColumn<Row, Sort>[]) =>
    [...(selection === undefined ? [] : ['1.75rem']), ...some.map(({ track }) => track)].join(' ');
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--tracks': tracks(columns),
    '--narrow-tracks': tracks(columns.filter(({ wide }) => !wide)),
  };
  return (
    <table
      {...as.grid}
      {...(selection === undefined ? {} : several)}
      className={classes.grid}
      style={style}
      aria-rowcount={total + 1}
      onKeyDown={onKeyDown}
    >
      <caption className={classes.caption}>{caption}</caption>
      <thead {...as.rowgroup} className={classes.head}>
        <tr {...as.row} aria-rowindex={1}>
          {selection !== undefined && (
            <th {...as.columnheader} scope="col" data-print="never">
              <Checkbox
                size="xs"
                aria-label="Select all that are loaded"
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected()}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </th>
          )}
          {columns.map((column) => (
            <Head key={column.name} column={column} sorting={{ sort, order, onSort }} />
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup} ref={virtual.body} className={classes.body} style={virtual.padding}>
        {virtual.shown.map(({ index }) => {
          const row = model[index];
          if (row === undefined) return null;
          return (
            <tr
              key={row.id}
              ref={virtual.measure}
              {...as.row}
              data-index={index}
              aria-rowindex={index + 2}
              aria-selected={selection === undefined ? undefined : row.getIsSelected()}
              tabIndex={index === active ? 0 : -1}
              onFocus={() => setActive(index)}
            >
              {selection !== undefined && (
                <td {...as.gridcell} className={classes.choice} data-print="never">
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    aria-label={`Select ${nameOf(row.original)}`}
                    checked={row.getIsSelected()}
                    // The click knows of the shift key, which the change does not.
                    onChange={() => {}}
                    onClick={row.getToggleSelectedHandler()}
                  />
                </td>
              )}
              {row.getAllCells().map((cell, place) => (
                <td key={cell.id} {...as.gridcell} className={widthOf(columns[place])}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const widthOf = (column: { wide?: boolean | undefined } | undefined) =>
  column?.wide ? classes.wide : undefined;

function definitionOf<Row extends { id: string }, Sort extends string>({
  name,
  sort,
  cell,
}: ListColumn<Row, Sort>): ColumnDef<typeof features, Row> {
  return {
    id: sort ?? name,
    header: name,
    enableSorting: sort !== undefined,
    cell: ({ row }) => cell(row.original),
  };
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

/** The head of a column: a button where the list can be sorted by it, which turns it round when it is. */
function Head<Row, Sort extends string>({
  column: { name, sort, wide },
  sorting,
}: {
  column: ListColumn<Row, Sort>;
  sorting: Sorting<Sort>;
}) {
  const isSorted = sort !== undefined && sort === sorting.sort;
  const Arrow = sorting.order === 'asc' ? IconArrowUp : IconArrowDown;
  const turned = isSorted && sorting.order === 'desc' ? 'asc' : 'desc';
  return (
    <th
      {...as.columnheader}
      scope="col"
      className={widthOf({ wide })}
      aria-sort={isSorted ? ariaSort[sorting.order] : undefined}
    >
      {sort === undefined ? (
        name
      ) : (
        <button
          type="button"
          className={classes.sort}
          data-sorted={isSorted}
          onClick={() => sorting.onSort(sort, turned)}
        >
          {name}
          <Arrow size={13} aria-hidden="true" />
        </button>
      )}
    </th>
  );
}
