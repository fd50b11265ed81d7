import type { ReactNode } from 'react';
import classes from '@/components/tables/table.module.css';

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** Left out where the page is narrow; a cell before it then says the same. */
  wide?: boolean;
}

/** A column of a list that can be sorted on the server; see list-grid.tsx. */
export interface ListColumn<Row, Sort extends string> extends Column<Row> {
  /** Its share of the width, as a track of a CSS grid. */
  track: string;
  /** What the list is sorted by from its head. */
  sort?: Sort;
}

/** Rows under columns. Columns are data; see regression-columns.tsx. */
export function DataTable<Row extends { id: string }>({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}) {
  const width = ({ wide }: Column<Row>) => (wide ? classes.wide : undefined);
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col" className={width(column)}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td key={column.name} className={width(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
