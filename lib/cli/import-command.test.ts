import { expect, test } from 'vitest';
import { readImportCommand } from '@/lib/cli/import-command';

test('a path is enough', () => {
  expect(readImportCommand(['../web'])).toEqual({ path: '../web' });
});

test('every option is taken', () => {
  expect(
    readImportCommand(['--name', 'acme/web', '/srv/web', '--branch=main', '--since', '2024-01-01']),
  ).toEqual({ path: '/srv/web', name: 'acme/web', branch: 'main', since: '2024-01-01' });
});

test.each([
  [[], 'Give the path of a git checkout.'],
  [['a', 'b', 'c'], 'Give one path, not also b c.'],
  [['a', '--name', 'web'], /--name is wrong: .*owner\/name/],
  [['a', '--since', 'yesterday'], /--since is wrong: .*2026-05-31/],
  [['a', '--depth', '3'], /--depth/],
  [['a', '--branch'], /--branch/],
])('%j is refused', (args, words) => {
  expect(() => readImportCommand(args)).toThrow(words);
});
