import { expect, test } from 'vitest';
import { readBackfillCommand } from '@/lib/cli/backfill-command';

test('a host and a repository are enough', () => {
  expect(readBackfillCommand(['github', 'acme/web'])).toEqual({
    host: 'github',
    repository: 'acme/web',
  });
});

test('every option is taken', () => {
  const api = 'https://git.example';
  expect(readBackfillCommand(['gitlab', 'a/b/c', '--since', '2026-01-01', `--api=${api}`])).toEqual(
    { host: 'gitlab', repository: 'a/b/c', since: '2026-01-01', api },
  );
});

test.each([
  [[], 'Give the host, github or gitlab.'],
  [['bitbucket', 'a/b'], 'Give the host'],
  [['github'], 'Give the repository'],
  [['github', 'web'], /owner\/name/],
  [['github', 'a/b', 'c/d'], 'not also c/d'],
  [['github', 'a/b', '--since', 'yesterday'], /--since is wrong: .*2026-05-31/],
  [['github', 'a/b', '--token', 'x'], /--token/],
])('%j is refused', (args, words) => {
  expect(() => readBackfillCommand(args)).toThrow(words);
});
