import { expect, test } from 'vitest';
import { linesOf } from '@/lib/history/written-lines';

const a = { path: 'a', tool: 'cursor' };
const b = { path: 'a', tool: 'claude', model: 'opus' };

test('only lines that the commit added count, each once and for the last that wrote it', () => {
  const added = new Map([
    [
      'a',
      [
        [1, 5],
        [10, 12],
      ] as const,
    ],
  ]);
  const written = [
    { ...a, ranges: [[1, 20]] as const },
    { ...b, ranges: [[4, 10]] as const },
    { ...b, path: 'elsewhere', ranges: [[1, 9]] as const },
  ];
  expect(linesOf(written, added)).toEqual([
    { tool: 'cursor', lines: 5 },
    { tool: 'claude', model: 'opus', lines: 3 },
  ]);
});

test('where it is not known what was added, what the note says counts', () => {
  expect(linesOf([{ ...a, ranges: [[1, 5] as const, [9, 9] as const, [4, 2] as const] }])).toEqual([
    { tool: 'cursor', lines: 6 },
  ]);
});
