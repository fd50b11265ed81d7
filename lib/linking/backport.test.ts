import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BackportInput, readBackport } from '@/lib/linking/backport';
import { readReverts } from '@/lib/linking/revert';

const a = 'a1'.repeat(20);
const b = 'b2'.repeat(20);

/** What is repeated, as `form key confidence`. */
function named(input: BackportInput): string[] {
  return readBackport(input).map(
    ({ target, confidence }) => `${target.form} ${target.key} ${confidence}`,
  );
}

describe('backports', () => {
  test.each<[string, BackportInput, string[]]>([
    [
      "git's own trailer",
      { title: 'Fix paging', body: `Why.\n\n(cherry picked from commit ${a})` },
      [`sha ${a} high`],
    ],
    [
      'a trailer of a maintainer',
      { title: 'Fix', body: 'Backported-from: 682a868f67 (ci: upgrade, 2023-11-03)' },
      ['sha 682a868f67 high'],
    ],
    [
      'a note of a maintainer',
      { title: 'Fix', body: '[Backported from 106834e34a2 (t7300: work around' },
      ['sha 106834e34a2 high'],
    ],
    [
      'the stable kernel',
      { title: 'Fix', body: `commit ${a} upstream.\n\nWhy.` },
      [`sha ${a} high`],
    ],
    ["a bot's body", { title: '[release/13.0] X', body: 'Backport of #12' }, ['number 12 high']],
    [
      'a body with the branch',
      { title: 'X', body: 'Backport #12 to release/9.4' },
      ['number 12 medium'],
    ],
    [
      'a link',
      { title: 'X', body: 'Backport of https://github.com/acme/web/pull/12' },
      ['number 12 high'],
    ],
    [
      'a title',
      { title: 'Backport of #12 and #13 (#20)', number: 20 },
      ['number 12 high', 'number 13 high'],
    ],
    [
      'a title without the sign',
      { title: '[release/9.4] Backport of 10422', number: 10_555 },
      ['number 10422 high'],
    ],
    [
      'a conventional title',
      { title: 'cherry-pick(#38124): feat(firefox): roll', number: 38_290 },
      ['number 38124 high'],
    ],
    ['a cherry-pick of', { title: 'Cherry-pick of #12', number: 20 }, ['number 12 high']],
    ["patchback's title", { title: '[PR #12/1a2b3c4d backport][8.0.x] X' }, ['number 12 high']],
    [
      'a release title with the first number',
      { title: '[release/13.0] Add X (#12) (#20)', number: 20 },
      ['number 12 medium'],
    ],
    [
      'a backport title with the first number',
      { title: '[Backport release/1.2] Add X (#12)', number: 20 },
      ['number 12 medium'],
    ],
    [
      "dotnet's branch",
      { title: '[release/8.0] X', branch: 'backport/pr-3266-to-release/8.0' },
      ['number 3266 medium'],
    ],
    [
      'a branch of a fork',
      { title: 'X', branch: 'acme/backport-123-to-1.x' },
      ['number 123 medium'],
    ],
    [
      "mergify's branch",
      { title: 'X', branch: 'mergify/bp/stable/1.x/pr-123' },
      ['number 123 medium'],
    ],
    [
      "kubernetes' branch",
      { title: 'X', branch: 'automated-cherry-pick-of-#123-upstream-release-1.2' },
      ['number 123 medium'],
    ],
    ["GitLab's button", { title: 'X', branch: 'cherry-pick-1a2b3c4d' }, ['sha 1a2b3c4d medium']],
    [
      'a squash all of whose commits were picked',
      {
        title: '[release/9.4] Two things',
        body: `* One\n\n(cherry picked from commit ${a})\n\n* Two\n\n(cherry picked from commit ${b})`,
      },
      [`sha ${a} high`, `sha ${b} high`],
    ],
    [
      'a squash to a release branch with a commit of its own',
      {
        title: '[release/9.4] Two things',
        body: `* One\n\n(cherry picked from commit ${a})\n\n* Resolve conflicts`,
      },
      [`sha ${a} medium`],
    ],
  ])('%s', (_name, input, expected) => {
    expect(named(input)).toEqual(expected);
    for (const { kind, effect } of readBackport(input)) {
      expect([kind, effect]).toEqual(['revert', 'repeats']);
    }
  });

  test('a cherry-picked revert undoes what it reverts and repeats the revert', () => {
    const input = {
      title: 'Revert "Add X"',
      body: `This reverts commit ${a}.\n\n(cherry picked from commit ${b})`,
    };
    expect(readReverts(input).mentions[0]).toMatchObject({ effect: 'undoes', target: { key: a } });
    expect(named(input)).toEqual([`sha ${b} high`]);
  });
});

describe('no backports', () => {
  test('one picked commit among others in a squash does not make it one', () => {
    const body = `* One\n\n(cherry picked from commit ${a})\n\n* Two\n\n* Three`;
    expect(named({ title: 'Support projects', body })).toEqual([`sha ${a} low`]);
  });

  test('a list under a picked commit is no squash', () => {
    const body = `Changes:\n\n* one\n* two\n\n(cherry picked from commit ${a})`;
    expect(named({ title: 'Fix', body })).toEqual([`sha ${a} high`]);
  });

  test.each<BackportInput>([
    { title: 'Cherry pick 9.0.2 release notes' },
    { title: 'Add backport github action (#600)', number: 600 },
    { title: 'Add backport github action (#600)' },
    { title: '[release/13.0] Fix X (#20)', number: 20 },
    { title: '[release/13.0] Fix X (#20)' },
    { title: '[Testing] Fix X (#12)', number: 20 },
    { title: 'Support git cherry-pick --skip' },
    { title: 'X', branch: 'cherry-pick-release' },
    { title: 'X', branch: 'backport-fixes' },
    { title: 'X', body: '> Backport of #12' },
    { title: '' },
  ])('$title $branch $body', (input) => {
    expect(named(input)).toEqual([]);
  });
});

test('any text at all gets an answer, and its own number is never in it', () => {
  const words = fc.array(
    fc.constantFrom(
      'Backport of ',
      '#7',
      ' and ',
      '(cherry picked from commit ',
      a,
      '\n',
      '* ',
      '[8.0.x] ',
    ),
  );
  const text = fc.oneof(
    fc.string(),
    words.map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (title, body, branch) => {
      const read = () => readBackport({ title, body, branch, number: 7 });
      expect(read()).toEqual(read());
      for (const { target } of read()) expect(target).not.toEqual({ form: 'number', key: '7' });
    }),
  );
});

test.each(['Backport of ', 'cherry picked from ', '#1, ', '[8.0.x]', ' ', 'a/', '* \n\n'])(
  '200,000 characters of %j are read like any other text',
  (part) => {
    const text = part.repeat(Math.ceil(200_000 / part.length));
    expect(() => readBackport({ title: text, body: text, branch: text, number: 1 })).not.toThrow();
  },
);
