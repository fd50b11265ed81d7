/** What a spreadsheet would take for a formula, also where it trims before it looks, and in wide letters. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const number = /^[+-]?\d+(\.\d+)?$/;

/**
 * Cells as a line of CSV (RFC 4180). A text that a spreadsheet would run gets an apostrophe before it,
 * which tells it that this is text; null is an empty cell.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
