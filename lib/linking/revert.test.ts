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
      'a number in place of the scope, as microsoft/playwright#35687',
      { title: 'revert(#35684): select options can be invisible (#35687)', number: 35687 },
      ['undoes number 35684'],
    ],
    [
      'several numbers there, as microsoft/playwright#22254',
      { title: 'revert(20509, 20596): toPass is broken with these (#22254)', number: 22254 },
      ['undoes number 20509', 'undoes number 20596'],
    ],
    [
      'several numbers in the body, as microsoft/playwright#22195',
      {
        title: 'chore: revert console and dialog events (#22195)',
        body: 'This reverts #22033 and https://github.com/a/b/pull/21943, since nobody fixes #9.',
        number: 22195,
      },
      ['undoes number 22033', 'undoes number 21943', 'undoes title console and dialog events'],
    ],
    [
      'a kind of work in brackets, as OpenHands/OpenHands#3236',
      { title: '(fix) Revert #3233; more logging in runtimes (#3236)', number: 3236 },
      ['undoes number 3233'],
    ],
    [
      'a number behind a title that tells its own: a picked revert',
      { title: 'Revert "Add X (#1)" (#2) (#3)', number: 3 },
      ['undoes number 1', 'undoes title add x'],
    ],
    [
      "a merge script's title, as tursodatabase/turso",
      { title: `Revert "Merge 'Add X' from Ana B"` },
      ['undoes title add x'],
    ],
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
      'a part of a pull request',
      { title: 'chore: partially revert #14225', number: 14_300 },
      ['undoes number 14225'],
    ],
    ['part of it, in words', { title: 'Revert part of "Add X"' }, ['undoes title add x']],
    ['single quotes', { title: 'Revert \'diff: let "-m" be\'' }, ['undoes title diff: let -m be']],
    [
      'a quoted title behind a number',
      { title: 'Revert #12 "Add X"' },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      'a merge by its subject',
      { title: 'Revert "Merge pull request #1125 from acme/add-x"' },
      ['undoes number 1125', 'undoes title merge pull request #1125 from acme/add-x'],
    ],
    [
      "GitLab's merge of its button's branch",
      { title: 'Old paging', branch: 'revert-1a2b3c4d' },
      ['undoes sha 1a2b3c4d'],
    ],
    [
      "Gerrit's, with the message it pastes",
      {
        title: 'Revert "Add X"',
        body: `This reverts commit ${a}.\n\nReason for revert: breaks\n\nOriginal change's description:\n> Revert "Y"\n>\n> This reverts commit ${b}.`,
      },
      [`undoes sha ${a}`, 'undoes title add x'],
    ],
    [
      'a retitled one of Gerrit',
      {
        title: 'Old paging again',
        body: `Paging.\n\nThis reverts commit ${a}.\n\nReason for revert: slow`,
      },
      [`undoes sha ${a}`],
    ],
    [
      'a Change-Id',
      { title: 'Revert "Add X"', body: `This reverts Change-Id I${a}` },
      [`undoes revision I${a}`, 'undoes title add x'],
    ],
    [
      "Phabricator's body",
      {
        title: 'Back out "Add X"',
        body: 'Original commit changeset: 1a2b3c4d5e6f\n\nOriginal Phabricator Diff: D123',
      },
      ['undoes sha 1a2b3c4d5e6f', 'undoes revision D123', 'undoes title add x'],
    ],
    [
      "Phabricator's title",
      { title: 'Revert D123: Add X to all' },
      ['undoes revision D123', 'undoes title add x to all'],
    ],
    [
      'several changesets',
      {
        title: 'Backed out 2 changesets (bug 7) for causing failures',
        body: 'Backed out changeset 1a2b3c4d5e6f (bug 7)\nBacked out changeset 2b3c4d5e6f1a (bug 7)',
      },
      ['undoes sha 1a2b3c4d5e6f', 'undoes sha 2b3c4d5e6f1a'],
    ],
    [
      "Flutter's bot",
      {
        title: 'Reverts "Add X (#12)" (#13)',
        body: 'Reverts: flutter/flutter#12\nInitiated by: somebody\nReason for reverting: red',
        number: 13,
      },
      ['undoes number 12', 'undoes title add x'],
    ],
    [
      'a list of shas in lines of their own',
      {
        title: 'Revert paging',
        body: `This reverts the following commits:\n- ${a}\n- ${b}\n\nBye`,
      },
      [`undoes sha ${a}`, `undoes sha ${b}`],
    ],
    [
      'a sha wrapped into the next line',
      { title: 'Revert paging', body: `This reverts commit\n${a}.` },
      [`undoes sha ${a}`],
    ],
    [
      'a link in a sentence',
      {
        title: 'browser(webkit): restore the cache',
        body: 'Revert https://github.com/acme/web/pull/15021. Apparently it leaks.',
        number: 15_249,
      },
      ['undoes number 15021'],
    ],
    [
      'a sentence about a pull request',
      { title: 'Old paging', body: 'This PR reverts the changes made in #12.', number: 13 },
      ['undoes number 12'],
    ],
    [
      'a title that was cut for good',
      { title: 'Revert "chore: align setInputFiles in webkit with ot… (#13021)', number: 13_021 },
      ['undoes title-start chore: align setinputfiles in webkit with ot'],
    ],
    [
      'a title that was cut within its number',
      { title: 'Revert "chore(bidi): use fractional coordinates (#3…', number: 9 },
      ['undoes title-start chore(bidi): use fractional coordinates'],
    ],
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
      'a number behind the quoted title, as microsoft/playwright#33003',
      { title: 'Reapply "fix(har): time connect" (#32855) (#33003)', number: 33003 },
      ['relands number 32855', 'relands title fix(har): time connect'],
    ],
    [
      "git's form",
      { title: 'Reapply "Add X"', body: `This reverts commit ${a}.` },
      [`relands sha ${a}`, 'relands title add x'],
    ],
    [
      'a revert of a revert',
      { title: 'Revert "Revert "Add X""', number: 9 },
      ['relands title revert add x', 'relands title add x'],
    ],
    [
      'its number belongs to the original',
      { title: 'Revert "Revert "Add X (#939)"" (#950)', number: 950 },
      ['relands number 939', 'relands title revert add x', 'relands title add x'],
    ],
    [
      'the number of the revert itself',
      { title: 'Revert "Revert "Add X (#939)" (#945)" (#950)', number: 950 },
      [
        'relands number 945',
        'relands number 939',
        'relands title revert add x',
        'relands title add x',
      ],
    ],
    [
      'its branch names the revert',
      { title: 'Bring it', branch: 'revert-13-revert-12-x', number: 14 },
      ['relands number 13'],
    ],
    [
      'of a roll back in free words',
      { title: 'Revert "Rollback list changes"', body: `This reverts commit ${a}.` },
      [`relands sha ${a}`, 'relands title rollback list changes'],
    ],
    ['Reland', { title: 'Reland "Add X"' }, ['relands title add x']],
    ['Unrevert', { title: 'Unrevert "Add X"' }, ['relands title add x']],
    ['Re-land', { title: '[ui] Re-land "Add X"' }, ['relands title add x']],
    ['Bring back', { title: 'Bring back "Add X"' }, ['relands title add x']],
    ['Bring back by number', { title: 'Bring back #4128', number: 4292 }, ['relands number 4128']],
    ['Reinstate', { title: 'Reinstate "Add X"' }, ['relands title add x']],
    [
      "Chromium's",
      {
        title: 'Reland "Add X"',
        body: `This is a reland of commit ${a}\n\nOriginal change's description:\n> Y`,
      },
      [`relands sha ${a}`, 'relands title add x'],
    ],
    [
      "Gerrit's count",
      { title: 'Revert^2 "Add X"' },
      ['relands title revert add x', 'relands title add x'],
    ],
    ['in words', { title: 'Revert the revert of #12', number: 20 }, ['relands number 12']],
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
    expect(standing('Revert^3 "Add X"')).toBe('revert');
    expect(standing('Revert "Reland "Add X""')).toBe('revert');
  });

  test('a revert of a reapply undoes the reapply, which was new work', () => {
    expect(named({ title: 'Revert "Reapply "Add X""' })).toEqual(['undoes title reapply add x']);
  });
});

describe('silent reverts', () => {
  const silent = (input: Partial<RevertInput>) => {
    const { standing, mentions } = readReverts({ title: 'Tidy up', inverseOf: [a], ...input });
    return [
      standing,
      ...mentions.map(({ effect, rule, confidence }) => `${effect} ${rule} ${confidence}`),
    ];
  };

  test('a diff that takes another back is suspected, and says so', () => {
    expect(readReverts({ title: 'Tidy up', inverseOf: [a], sizeLines: 40 })).toEqual({
      standing: 'none',
      mentions: [
        {
          kind: 'revert',
          effect: 'undoes',
          target: { form: 'sha', key: a },
          source: 'diff',
          rule: 'inverse-diff',
          matched: 'its diff takes back commit a1a1a1a1 line by line',
          confidence: 'low',
        },
      ],
    });
  });

  test('with words of a revert it is one', () => {
    expect(silent({ title: 'Revert paging' })).toEqual(['revert', 'undoes inverse-diff high']);
    expect(silent({ title: 'Reapply paging' })).toEqual(['reapply', 'relands inverse-diff high']);
    expect(silent({ title: 'Go back to the old paging' })).toEqual([
      'revert',
      'undoes inverse-diff medium',
    ]);
  });

  test('a sentence in a squash and the diff together are sure', () => {
    const body = `* One\n\n* Two\n\nThis reverts commit ${a}.`;
    expect(readReverts({ title: 'Paging', body, inverseOf: [a] })).toMatchObject({
      standing: 'revert',
      mentions: [{ rule: 'inverse-diff', confidence: 'medium', target: { key: a } }],
    });
  });

  test('a bot that keeps two places equal, and a line there and back, are nothing', () => {
    expect(silent({ automation: true })).toEqual(['none']);
    expect(silent({ sizeLines: 2 })).toEqual(['none']);
    expect(silent({ sizeLines: null })).toEqual(['none', 'undoes inverse-diff low']);
  });

  test('of several times that the same lines came, only words can tell which is meant', () => {
    expect(silent({ inverseOf: [a, b] })).toEqual(['none']);
    expect(silent({ inverseOf: [a, b], title: 'Revert paging' })).toEqual([
      'revert',
      'undoes inverse-diff low',
      'undoes inverse-diff low',
    ]);
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
    'Roll back lock file if write_message() failed',
    'Rollback transaction after a timeout',
    'Undo the last step',
    'Bring back nicer headlines',
    'Revert "Save" button does nothing',
    '',
  ])('%s is no revert', (title) => {
    expect(readReverts({ title })).toEqual({ standing: 'none', mentions: [] });
  });

  test('where a revert goes to is not what it undoes', () => {
    expect(readReverts({ title: 'Revert to 1a2b3c4d' })).toEqual({
      standing: 'revert',
      mentions: [],
    });
    expect(readReverts({ title: 'fix: revert to #12', number: 13 }).mentions).toEqual([]);
  });

  test('a change that undoes a part of another has a purpose of its own', () => {
    const body = 'Partially reverts https://github.com/acme/web/pull/30008';
    expect(readReverts({ title: 'fix: keep run information', body, number: 30_312 })).toMatchObject(
      {
        standing: 'none',
        mentions: [
          { rule: 'partial-revert-number', confidence: 'medium', target: { key: '30008' } },
        ],
      },
    );
  });

  test('a number that a fix reverts on the way is undone, but the fix is no revert', () => {
    const body = 'Fixes #6984\nReverts #6967';
    expect(readReverts({ title: 'fix: support slowMo', body, number: 6991 })).toMatchObject({
      standing: 'none',
      mentions: [{ rule: 'revert-number', confidence: 'medium', target: { key: '6967' } }],
    });
  });

  test.each([
    // OpenHands/OpenHands, microsoft/playwright.
    ['Clean up empty content fix (revert #4935)', '4935'],
    ['feat(trace): new format, reverts PR #12', '12'],
    ['Fix the cache and revert #12', '12'],
  ])('%s undoes a number beside its own purpose', (title, key) => {
    expect(readReverts({ title })).toMatchObject({
      standing: 'none',
      mentions: [{ effect: 'undoes', confidence: 'medium', target: { form: 'number', key } }],
    });
  });

  // tursodatabase/turso.
  test.each([
    'Rollback temp schema when dropping MVCC commit',
    'Rollback abandoned MVCC commits on cleanup',
    'simulator: gracefully rollback when a dependent txn aborts',
    'core: roll back attached implicit transaction on statement abort',
  ])('%s is what a database does', (title) =>
    expect(readReverts({ title })).toEqual({ standing: 'none', mentions: [] }),
  );

  test.each(['Fix what broke after reverting #12', 'Do not revert #12'])(
    '%s undoes nothing',
    (title) => expect(readReverts({ title }).mentions).toEqual([]),
  );

  test('the sentence in a message that folds no commits is meant', () => {
    const body = `Why.\n\nThis reverts commit ${a}.`;
    expect(readReverts({ title: 'clone: drop the protections', body })).toMatchObject({
      standing: 'none',
      mentions: [{ rule: 'revert-body-only', confidence: 'medium' }],
    });
  });

  test('a short beginning of a title is too little', () => {
    expect(readReverts({ title: 'Revert "Fix…', number: 9 }).mentions).toMatchObject([
      { target: { form: 'title-start', key: 'fix' }, confidence: 'low' },
    ]);
  });

  test('partial reverts say so in their rules', () => {
    const { mentions } = readReverts({
      title: 'Partially revert "Add X"',
      body: `This partially reverts commit ${a}`,
    });
    expect(mentions.map(({ rule }) => rule)).toEqual([
      'partial-revert-commit',
      'partial-revert-title',
    ]);
    const whole = readReverts({ title: 'Revert "Partially revert "Add X""' });
    expect(whole.mentions[0]?.rule).toBe('revert-title');
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

test('titles compare without the backticks that shells take away', () => {
  expect(normaliseTitle('fix: record `connect` timing')).toBe('fix: record connect timing');
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

const titles = fc
  .tuple(
    fc.constantFrom(
      'Revert',
      'Reapply',
      'Reland',
      'Back out',
      'Unrevert',
      'Partially revert',
      'Reinstate',
    ),
    fc.constantFrom('Add X', 'fix(ui): y', 'Z (#12)', '[8.0] w'),
    fc.nat(3),
  )
  .map(
    ([verb, title, depth]) => `${'Revert "'.repeat(depth)}${verb} "${title}"${'"'.repeat(depth)}`,
  );

test('quoting any revert or reapply in one more revert turns it round', () => {
  fc.assert(
    fc.property(titles, (title) => {
      const { standing } = readReverts({ title });
      const around = readReverts({ title: `Revert "${title}"` });
      expect(around.standing).toBe(standing === 'revert' ? 'reapply' : 'revert');
      expect(readReverts({ title: `Revert "${title}"` })).toEqual(around);
    }),
  );
});

test.each([
  'Revert "',
  'revert part of ',
  'Revert the revert of ',
  'Reverts a/',
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
