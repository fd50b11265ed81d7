import { csvLine } from '@/lib/domain/csv';

/** Cells as CSV, a line each, with every run of white space as one space. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines
    .map((cells) => csvLine(cells.map((text) => text.replaceAll(/\s+/g, ' ').trim())))
    .join('');
}

/** The texts of a table's cells, line by line; a cell over several lines is told in each. */
export function linesOf(table: HTMLTableElement): string[][] {
  const open: { text: string; left: number; place: number }[] = [];
  return [...table.rows].map((row) => {
    const line = [...row.cells].map((cell) => cell.textContent ?? '');
    for (const above of open.filter(({ left }) => left > 0)) {
      line.splice(above.place, 0, above.text);
      above.left -= 1;
    }
    for (const [place, cell] of [...row.cells].entries()) {
      if (cell.rowSpan > 1) {
        open.push({ text: cell.textContent ?? '', left: cell.rowSpan - 1, place });
      }
    }
    return line;
  });
}
