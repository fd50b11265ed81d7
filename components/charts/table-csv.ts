import { csvLine } from '@/lib/domain/csv';

/** A line of a file: what stands in each of its cells. */
export type Line = readonly (string | number | null)[];

/** Cells as CSV, a line each, with every run of white space as one space. */
export function csvOf(lines: readonly Line[]): string {
  return lines
    .map((cells) =>
      csvLine(
        cells.map((cell) =>
          typeof cell === 'string' ? cell.replaceAll(/\s+/g, ' ').trim() : cell,
        ),
      ),
    )
    .join('');
}

/** The texts of a table's cells, line by line, without columns that are only drawn; a cell over several lines is told in each. */
export function linesOf(table: HTMLTableElement): string[][] {
  const open: { cell: Cell; left: number; place: number }[] = [];
  const rows = [...table.rows].map((row) => {
    const line = [...row.cells].map(cellOf);
    for (const above of open.filter(({ left }) => left > 0)) {
      line.splice(above.place, 0, above.cell);
      above.left -= 1;
    }
    for (const [place, cell] of [...row.cells].entries()) {
      if (cell.rowSpan > 1) open.push({ cell: cellOf(cell), left: cell.rowSpan - 1, place });
    }
    return { line, isHead: row.parentElement?.tagName === 'THEAD' };
  });
  const body = rows.filter(({ isHead }) => !isHead);
  const isDrawn = (place: number) =>
    body.length > 0 && body.every(({ line }) => line[place]?.isDrawn === true);
  return rows.map(({ line }) => line.filter((_, place) => !isDrawn(place)).map(({ text }) => text));
}

interface Cell {
  text: string;
  /** It holds a drawing and nothing else. */
  isDrawn: boolean;
}

/** What is drawn, and what says again what other cells say where the table is narrow. */
const untold = '[aria-hidden="true"], [data-again]';

function cellOf(cell: HTMLTableCellElement): Cell {
  const copy = document.createElement('div');
  copy.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
  for (const one of copy.querySelectorAll(untold)) one.remove();
  const text = copy.textContent ?? '';
  const hasDrawing = cell.querySelector('[aria-hidden="true"]') !== null;
  return { text, isDrawn: hasDrawing && text.trim() === '' };
}
