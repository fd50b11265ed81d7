import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from '@/lib/domain/csv';

it.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1+1', "'+1+1"],
  ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', `"'\r=1+1"`],
  ['\n=1+1', `"'\n=1+1"`],
  [' =1+1', "' =1+1"],
  ['＝1+1', "'＝1+1"],
])('%j is told as text', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

it('leaves numbers as they are, and nothing empty', () => {
  expect(csvLine([-3, '-3.5', '+2', null, ''])).toBe('-3,-3.5,+2,,\r\n');
});

it('quotes what would end a cell', () => {
  expect(csvLine(['a, "b"', 'two\nlines', 'plain'])).toBe('"a, ""b""","two\nlines",plain\r\n');
});

it('starts no cell with what a spreadsheet would run, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const cell = csvLine([text]).replace(/^"/, '');
      return !/^[=+\-@\t\r]/.test(cell) || cell === '\r\n' || /^[+-]?\d+(\.\d+)?$/.test(text);
    }),
  );
});
