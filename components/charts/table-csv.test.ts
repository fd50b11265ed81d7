import { expect, it } from 'vitest';
import { csvOf } from '@/components/charts/table-csv';

it('tells lines, quotes what needs it, and keeps spreadsheets from running anything', () => {
  const lines = [
    ['Name', 'Rate'],
    ['=HYPERLINK("http://x")', '5%'],
    ['a, "b"', '-3'],
    ['@sum', '+1+1'],
    [' two\n lines ', ''],
  ];
  expect(csvOf(lines)).toBe(
    [
      'Name,Rate',
      `"'=HYPERLINK(""http://x"")",5%`,
      '"a, ""b""",-3',
      `'@sum,'+1+1`,
      'two lines,',
      '',
    ].join('\r\n'),
  );
});
