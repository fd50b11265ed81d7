import { expect, test } from 'vitest';
import { readEvaluateCommand } from '@/lib/cli/evaluate-command';

test('a repository and its labels are enough', () => {
  const told = { repository: '../web', labels: 'labels.jsonl.gz' };
  expect(readEvaluateCommand(['../web', 'labels.jsonl.gz'])).toEqual({ ...told, json: false });
  expect(readEvaluateCommand(['--json', '../web', 'labels.jsonl.gz'])).toEqual({
    ...told,
    json: true,
  });
});

test.each([
  [[], 'Give the path of a git repository and that of its labels.'],
  [['../web'], 'Give the path of a git repository and that of its labels.'],
  [['a', 'b', 'c'], 'Give two paths, not also c.'],
  [['a', 'b', '--verbose'], /--verbose/],
])('%j is refused', (args, words) => {
  expect(() => readEvaluateCommand(args)).toThrow(words);
});
