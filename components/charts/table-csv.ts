/** A cell that a spreadsheet would run as a formula is told as text. */
const formula = /^[=+\-@\t\r]/;

/** Cells as CSV (RFC 4180), a line each, with nothing that a spreadsheet would take for a formula. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  const safe = formula.test(plain) && Number.isNaN(Number(plain)) ? `'${plain}` : plain;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
