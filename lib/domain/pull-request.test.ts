import { expect, test } from 'vitest';
import { mergedBranch, namedPullRequest } from '@/lib/domain/pull-request';

const lines = (...parts: string[]) => parts.join('\n');

test.each([
  ["GitHub's squash", 'Add search (#12)', { number: 12, title: 'Add search', form: 'squash' }],
  [
    'the last number of several',
    'Revert "Add search" (#12) (#34)',
    { number: 34, title: 'Revert "Add search" (#12)', form: 'squash' },
  ],
  [
    "GitHub's merge",
    lines('Merge pull request #7 from ana/codex/fix-login', '', 'Fix login', '', 'More words'),
    { number: 7, title: 'Fix login', branch: 'codex/fix-login', form: 'merge' },
  ],
  [
    "GitHub's merge without a body",
    'Merge pull request #7 from ana/fix',
    { number: 7, title: 'Merge pull request #7 from ana/fix', branch: 'fix', form: 'merge' },
  ],
  [
    "GitLab's merge",
    lines(
      "Merge branch 'fix/x' into 'main'",
      '',
      'Fix x',
      '',
      'Closes #3',
      '',
      'See merge request group/sub/project!45',
    ),
    { number: 45, title: 'Fix x', branch: 'fix/x', form: 'merge' },
  ],
  [
    "GitLab's merge whose words are CRLF",
    lines("Merge branch 'a' into 'main'\r", '\r', 'Fix\r', '\r', 'See merge request g/p!9\r'),
    { number: 9, title: 'Fix', branch: 'a', form: 'merge' },
  ],
  [
    "GitLab's squash",
    lines('Fix x', '', 'See merge request !45'),
    { number: 45, title: 'Fix x', form: 'squash' },
  ],
  [
    'bors',
    lines('Auto merge of #99 - ana:cache, r=ben', '', 'Cache the index'),
    { number: 99, title: 'Cache the index', branch: 'cache', form: 'merge' },
  ],
  [
    'a merge script',
    lines("Merge 'core: fix a leak' from Ana", '', 'Closes #3', '', 'Words', '', 'Closes #99'),
    { number: 99, title: 'core: fix a leak', form: 'merge' },
  ],
  [
    'a merge script whose subject was wrapped',
    lines("Merge 'sstables: fix a leak' from", '', 'Closes scylladb/scylladb#99'),
    { number: 99, title: 'sstables: fix a leak', form: 'merge' },
  ],
  ['Azure', 'Merged PR 5: Add a page', { number: 5, title: 'Add a page', form: 'squash' }],
  [
    'a rebase by its link',
    lines('src: fix leak', '', 'PR-URL: https://github.com/nodejs/node/pull/123', 'Reviewed-By: A'),
    { number: 123, title: 'src: fix leak', form: 'trailer' },
  ],
  [
    'a backport by its own link',
    lines(
      'src: fix leak',
      '',
      'PR-URL: https://github.com/o/r/pull/1',
      'Backport-PR-URL: https://github.com/o/r/pull/2',
    ),
    { number: 2, title: 'src: fix leak', form: 'trailer' },
  ],
  [
    'a rebase by marge',
    lines('Fix', '', 'Part-of: <https://gitlab.example/g/p/-/merge_requests/8>'),
    { number: 8, title: 'Fix', form: 'trailer' },
  ],
  [
    'a rebase by number',
    lines('Fix', '', 'Pull-Request: #31'),
    { number: 31, title: 'Fix', form: 'trailer' },
  ],
  [
    'a rebase on Forgejo',
    lines('Fix', '', 'Reviewed-on: https://codeberg.org/o/r/pulls/6'),
    { number: 6, title: 'Fix', form: 'trailer' },
  ],
] as const)('%s names its pull request', (_, message, named) => {
  expect(namedPullRequest(message)).toEqual(named);
});

test.each([
  ['a plain commit', 'Fix the login'],
  ['a number inside the subject', 'Fix #12 at last'],
  ['a number inside a quoted title', 'Revert "Add search (#12)"'],
  ['a cut number', 'Add search with a long title (#12'],
  ['number zero', 'Add search (#0)'],
  ['an issue that it closes', lines('Fix', '', 'Closes #12')],
  [
    "Gerrit's review",
    lines('Fix', '', 'Reviewed-on: https://go-review.googlesource.com/c/go/+/123'),
  ],
  ['a quoted trailer', lines('Fix', '', '> PR-URL: https://github.com/o/r/pull/1')],
  ['nothing at all', ''],
])('%s names none', (_, message) => {
  expect(namedPullRequest(message)).toBeUndefined();
});

test.each([
  ["Merge branch 'ab/topic' into next", 'ab/topic'],
  ["Merge remote-tracking branch 'origin/main'", 'origin/main'],
  ['Merge pull request #1 from o/fix', 'fix'],
  ['Fix', undefined],
])('the branch merged by "%s"', (subject, branch) => {
  expect(mergedBranch(subject)).toBe(branch);
});
