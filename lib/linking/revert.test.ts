import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseTitle } from '@/lib/linking/mention';
import { type RevertInput, readReverts } from '@/lib/linking/revert';

const a = 'a1'.repeat(20);
const b = 'b2'.repeat(20);
const c = 'c3'.repeat(20);

/** What is named, as `effect form key`, without what is too weak to count. */
function named(input: RevertInput): string[] {
  return readReverts(input)
    .mentions.filter(({ confidence }) => confidence !== 'low')
    .map(({ effect, target }) => `${effect} ${target.form} ${target.key}`);
}

describe('reverts', () => {
  test.each<[string, RevertInput, string[]]>([
    [
      "git's own form",
      { title: 'Revert "Add X"', body: `This reverts commit ${a}.` },
      [`undoes sha ${a}`, 'undoes title add x'],
    ],
    [
      'an abbreviated sha with its subject',
      { title: 'Revert "Add X"', body: 'This reverts commit 8765fb2 (Add X, 2021-12-20).' },
      ['undoes sha 8765fb2', 'undoes title add x'],
    ],
    [
      'a merge, of which the other parent is no target',
      {
        title: 'Revert "Merge y"',
        body: `This reverts commit ${a}, reversing\nchanges made to ${b}.`,
      },
      [`undoes sha ${a}`, 'undoes title merge y'],
    ],
    [
      'several shas, over lines',
      { title: 'Revert paging', body: `This reverts commits ${a}, ${b},\nand ${c}.` },
      [`undoes sha ${a}`, `undoes sha ${b}`, `undoes sha ${c}`],
    ],
    [
      "the button's pull request, from its title, branch and body",
      {
        title: 'Revert "Add X"',
        branch: 'revert-12-feature/add-x',
        body: 'Reverts acme/web#12',
        number: 13,
      },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      "the button's branch in a merge commit of a fork",
      { title: 'Revert "Add X"', branch: 'acme/revert-12-add-x', number: 13 },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      'a squash that carries both numbers',
      { title: 'Revert "Add X (#12)" (#13)', number: 13 },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      'two numbers in the quoted title, of which the last is the pull request',
      { title: 'Revert "Add X (#4201) (#4481)"', number: 4626 },
      ['undoes number 4481', 'undoes title add x'],
    ],
    [
      'a retitled one that the body explains',
      { title: 'Undo the paging', body: 'Reverts #12', number: 13 },
      ['undoes number 12'],
    ],
    [
      "GitLab's body",
      { title: 'Revert "Add X"', body: 'This reverts merge request acme/web!12' },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      "GitLab's branch",
      { title: 'Revert "Add X"', branch: 'revert-1a2b3c4d' },
      ['undoes sha 1a2b3c4d', 'undoes title add x'],
    ],
    [
      'a conventional title',
      { title: 'revert: feat: add X (#12)', number: 13 },
      ['undoes number 12', 'undoes title feat: add x'],
    ],
    [
      'a conventional scope',
      { title: 'chore(revert): add X to all' },
      ['undoes title add x to all'],
    ],
    [
      'a conventional prefix before a quoted title',
      { title: 'fix: revert "Add X"' },
      ['undoes title add x'],
    ],
    [
      'a release branch before it',
      { title: '[release/9.4] Revert "Add X"' },
      ['undoes title add x'],
    ],
    ['it said twice', { title: 'revert: Revert "Add X"' }, ['undoes title add x']],
    ['curly quotes', { title: 'Revert “Add X”' }, ['undoes title add x']],
    [
      'a part of it',
      { title: 'Partially revert "Add X"', body: `This partially reverts commit ${a}` },
      [`undoes sha ${a}`, 'undoes title add x'],
    ],
    ['Back out', { title: 'Back out "Add X"' }, ['undoes title add x']],
    [
      'Backed out changeset',
      { title: 'Backed out changeset 1a2b3c4d5e6f (bug 7) for bustage' },
      ['undoes sha 1a2b3c4d5e6f'],
    ],
    [
      'free words with a number',
      { title: 'Revert PR #7188 - Restore it', number: 7594 },
      ['undoes number 7188'],
    ],
    [
      'free words with a number behind',
      { title: 'revert out of scope changes from #9252 (#9258)', number: 9258 },
      ['undoes number 9252'],
    ],
    [
      'several numbers',
      { title: 'Revert Android PRs #190, #191' },
      ['undoes number 190', 'undoes number 191'],
    ],
    [
      'a number and a sha',
      { title: 'revert: #8341 (0d04205dc) due to crashes' },
      ['undoes sha 0d04205dc', 'undoes number 8341'],
    ],
    [
      'free words in a squash whose body quotes what it reverts',
      {
        title: 'Revert upgrade (#2107)',
        body: `* Revert "Update it (#2094)"\n\nThis reverts commit ${a}.`,
      },
      [`undoes sha ${a}`],
    ],
    [
      'a title cut by the host and repeated in the body',
      {
        title: 'Revert "Show a banner for all (#… (#5867)',
        body: 'Revert "Show a banner for all (#5861)"',
        number: 5867,
      },
      ['undoes number 5861', 'undoes title show a banner for all'],
    ],
    [
      'a title cut by the host and continued in the body',
      { title: 'Revert "Update dependencies from https://exa…', body: '…mple.com (#12)"' },
      ['undoes number 12', 'undoes title update dependencies from https://example.com'],
    ],
  ])('%s', (_name, input, expected) => {
    expect(readReverts(input).standing).toBe('revert');
    expect(named(input)).toEqual(expected);
  });
});

describe('reapplies', () => {
  test.each<[string, RevertInput, string[]]>([
    [
      "git's form",
      { title: 'Reapply "Add X"', body: `This reverts commit ${a}.` },
      [`relands sha ${a}`, 'relands title add x'],
    ],
    [
      'a revert of a revert',
      { title: 'Revert "Revert "Add X""', number: 9 },
      ['relands title add x'],
    ],
    [
      'its number belongs to the original',
      { title: 'Revert "Revert "Add X (#939)"" (#950)', number: 950 },
      ['relands number 939', 'relands title add x'],
    ],
    [
      'its branch names the revert',
      { title: 'Bring it', branch: 'revert-13-revert-12-x', number: 14 },
      ['relands number 13'],
    ],
    [
      'of a roll back in free words',
      { title: 'Revert "Rollback list changes"', body: `This reverts commit ${a}.` },
      [`relands sha ${a}`],
    ],
    ['Reland', { title: 'Reland "Add X"' }, ['relands title add x']],
    [
      'beside a revert in one squash',
      { title: 'Revert "A thing"', body: `* Reapply "B"\n\nThis reverts commit ${b}.` },
      [`relands sha ${b}`, 'undoes title a thing'],
    ],
  ])('%s', (_name, input, expected) => {
    expect(named(input)).toEqual(expected);
  });

  test('parity decides', () => {
    const standing = (title: string) => readReverts({ title }).standing;
    expect(standing('Revert "Revert "Add X""')).toBe('reapply');
    expect(standing('Revert "Reapply "Add X""')).toBe('revert');
    expect(standing('Revert "Revert "Revert "Add X"""')).toBe('revert');
    expect(standing('Reapply "Revert "Add X""')).toBe('revert');
    expect(standing('Reapply the password')).toBe('reapply');
  });

  test('a revert of a reapply undoes the reapply, which was new work', () => {
    expect(named({ title: 'Revert "Reapply "Add X""' })).toEqual(['undoes title reapply add x']);
  });
});

describe('traps', () => {
  test('a revert made inside the pull request is kept and does not count', () => {
    const body = `* Add paging\n\n* Revert "Add paging"\n\nThis reverts commit ${a}.`;
    expect(readReverts({ title: 'Paging (#7)', body, number: 7 })).toMatchObject({
      standing: 'none',
      mentions: [{ rule: 'revert-body-only', confidence: 'low', target: { key: a } }],
    });
  });

  test('a commit whose body begins with the sentence reverts under any title', () => {
    const read = readReverts({ title: 'Go back to paging', body: `This reverts commit ${a}.` });
    expect(read).toMatchObject({ standing: 'revert', mentions: [{ confidence: 'high' }] });
  });

  test.each([
    'Rollback optimistic update on error',
    'Revert button loses focus',
    'Add revert dialog',
    'Prevent reverting twice',
    'feat: revertable edits',
    'Introverted names',
    '',
  ])('%s is no revert', (title) => {
    expect(readReverts({ title })).toEqual({ standing: 'none', mentions: [] });
  });

  test('quoted sentences name nothing', () => {
    expect(named({ title: 'Fix', body: `> This reverts commit ${a}.` })).toEqual([]);
  });

  test('its own number is never a target', () => {
    expect(named({ title: 'Revert paging (#13)', number: 13 })).toEqual([]);
    expect(named({ title: 'Revert paging (#13)' })).toEqual([]);
    expect(named({ title: 'Revert "X"', body: 'Reverts #13', number: 13 })).toEqual([
      'undoes title x',
    ]);
  });

  test('the issue that a revert fixes is not what it reverts', () => {
    expect(named({ title: 'Revert paging (fixes #12)' })).not.toContain('undoes number 12');
  });

  test('words in hex and plain numbers are no shas', () => {
    expect(named({ title: 'Revert 20260131 defaced' })).toEqual([]);
  });
});

test('titles compare without numbers, quotation marks, case and spaces', () => {
  expect(normaliseTitle('  Fix:  the “thing” (#4201) (#4481) ')).toBe('fix: the thing');
  expect(normaliseTitle('x'.repeat(500))).toHaveLength(200);
  expect(normaliseTitle('(#1)')).toBe('');
});

test('any text at all gets an answer, and its own number is never in it', () => {
  const words = fc.array(
    fc.constantFrom(
      'Revert "',
      '"',
      'Reapply "',
      'X',
      '(#7)',
      '…',
      `${a} `,
      'revert: ',
      'This reverts commit ',
    ),
  );
  const text = fc.oneof(
    fc.string(),
    words.map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (title, body, branch) => {
      const { mentions } = readReverts({ title, body, branch, number: 7 });
      for (const { target } of mentions) expect(target).not.toEqual({ form: 'number', key: '7' });
    }),
  );
});

test.each([
  'Revert "',
  'This reverts commit ',
  `${a}, `,
  '"',
  ' ',
  'revert-1-',
  'fix: ',
  '(#1) ',
  '#1 ',
])('200,000 characters of %j are read like any other text', (part) => {
  const text = part.repeat(Math.ceil(200_000 / part.length));
  const read = () => readReverts({ title: `Revert ${text}`, body: text, branch: text });
  expect(read).not.toThrow();
});
