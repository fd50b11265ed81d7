import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FixInput, readFix, readMended } from '@/lib/linking/fix';

const a = 'a1'.repeat(20);

/** What is blamed, as `form key rule confidence`. */
function blamed(input: Partial<FixInput>): string[] {
  return readFix({ title: 'Fix', kindOfWork: 'fix', ...input }).map(
    ({ target, rule, confidence }) => `${target.form} ${target.key} ${rule} ${confidence}`,
  );
}

describe('fixes that name their cause', () => {
  test.each<[string, string]>([
    [
      'Fixes: 67ba13e5a4b2 ("git-jump: pass "merge" arguments to ls-files")',
      'sha 67ba13e5a4b2 fixes-commit high',
    ],
    [
      'Fixes: 2eb541e8f2a9 (hook: move it to hook.c, 2026-04-10)',
      'sha 2eb541e8f2a9 fixes-commit high',
    ],
    ['Fixes: 123456789012 ("a sha of digits alone")', 'sha 123456789012 fixes-commit high'],
    ['Regression from #123', 'number 123 regressed-in high'],
    ['This regressed in #32078. Fixes #32480, fixes #31811.', 'number 32078 regressed-in high'],
    [
      'Regressed after\n38fc74db7c24398095632fa2.',
      'sha 38fc74db7c24398095632fa2 regressed-in high',
    ],
    ['There was a crash caused by #123', 'number 123 caused-by high'],
    ['Fix evals; broken by #5865', 'number 5865 broken-by high'],
    ['This mistake was introduced in 7259c453d6', 'sha 7259c453d6 harm-introduced-in high'],
    ['The tooltip was introduced in #123', 'number 123 introduced-in medium'],
    ['#19576 introduced a regression where reporters', 'number 19576 breaks medium'],
    ['PR #123 accidentally broke paging', 'number 123 breaks medium'],
    ['Bug: paging fails\nRoot cause: #123 changed the order', 'number 123 root-cause high'],
    ['## Root cause\n#123 changed the order', 'number 123 root-cause high'],
    [`root cause: ${a}`, `sha ${a} root-cause high`],
    ['Caused by https://github.com/acme/web/pull/123', 'number 123 caused-by high'],
    ['This bisects to 173761e21b (setup: start', 'sha 173761e21b bisected-to high'],
    ['A bisect led to 802c0646ac', 'sha 802c0646ac bisected-to high'],
    ['Caused by !12', 'number 12 caused-by high'],
  ])('%s', (body, expected) => {
    expect(blamed({ body })[0]).toBe(expected);
  });

  test('the evidence is the whole sentence, over the end of its line', () => {
    const [found] = readFix({ title: 'Fix', body: 'Regressed in\n#12.', kindOfWork: 'fix' });
    expect(found).toMatchObject({
      kind: 'hotfix',
      effect: 'undoes',
      matched: 'Regressed in #12.',
    });
  });

  test('several are named in one sentence', () => {
    expect(blamed({ body: 'Caused by #12, #13 and #14' })).toEqual([
      'number 12 caused-by high',
      'number 13 caused-by high',
      'number 14 caused-by high',
    ]);
  });

  test('what introduced a thing broke it only where the change is a fix', () => {
    const body = 'This uses the option introduced in #123';
    expect(blamed({ body })).toEqual(['number 123 introduced-in medium']);
    expect(blamed({ body, kindOfWork: 'feature' })).toEqual(['number 123 introduced-in low']);
    expect(blamed({ body: 'Skipped due to #123' })).toEqual(['number 123 due-to low']);
  });
});

describe('traps', () => {
  test.each([
    'Fixes: #123',
    'Fixes #123',
    'Fixes: 20260131',
    'This is not caused by #123',
    "It wasn't introduced by #123",
    'No regression from #123',
    'This is the root cause of #123',
    'test: regression test for #123',
    'Caused by a missing check, see #123',
    'The fix for issue #123 caused new trouble',
    'Regressed in 8.2.1',
    'Broken since build #123',
    'Broken since 2026-01-31',
    'caused by a1b2c3d4-e5f6-7890-abcd-ef1234567890',
    'caused by image sha256:1a2b3c4d5e6f',
    'caused by defaced pages',
    '> caused by #123',
    '```\ncaused by #123\n```',
  ])('%s names no cause', (body) => {
    expect(blamed({ body })).toEqual([]);
  });

  test.each([
    'Probably caused by #123',
    'Could this be a regression from #123?',
    'Caused by #123?',
  ])('%s is a doubt', (body) => {
    expect(blamed({ body })[0]).toMatch(/low$/);
  });

  test('that something does not work is no doubt about why', () => {
    expect(blamed({ body: 'Login does not work, broken by #123' })).toEqual([
      'number 123 broken-by high',
    ]);
    expect(blamed({ body: 'It crashes if the list is empty, caused by #123' })).toEqual([
      'number 123 caused-by high',
    ]);
  });

  test('release notes in an update of dependencies speak of others', () => {
    const body = 'Fixes a regression introduced in #123';
    expect(blamed({ title: 'Bump x from 1 to 2', body, kindOfWork: 'dependencies' })).toEqual([]);
  });

  test('what other repositories broke is not ours', () => {
    const repository = 'acme/web';
    expect(blamed({ body: 'Caused by vercel/next.js#123', repository })).toEqual([]);
    expect(blamed({ body: 'Caused by https://github.com/a/b/pull/123', repository })).toEqual([]);
    expect(blamed({ body: 'Caused by Acme/Web#123', repository })).toEqual([
      'number 123 caused-by high',
    ]);
  });

  test('its own number is never a cause', () => {
    expect(blamed({ title: 'Fix what #7 broke in #7', body: 'Caused by #7', number: 7 })).toEqual(
      [],
    );
  });
});

describe('incidents that a change ends', () => {
  const ended = (body: string, title = 'Fix') =>
    readMended({ title, body }).map(({ target, rule }) => `${target.key} ${rule}`);

  test.each<[string, string]>([
    ['Incident: INC-42', 'INC-42 incident-line'],
    ['**Incident:** INC-42 (checkout down)', 'INC-42 incident-line'],
    ['Incident: #42', '42 incident-line'],
    ['Incident: Q2ABC123DEF', 'Q2ABC123DEF incident-line'],
    ['Fixes incident PD-123', 'PD-123 ends-incident'],
    ['This resolves INC-42.', 'INC-42 ends-incident'],
    [
      'Incident: https://acme.pagerduty.com/incidents/PABC12.',
      'https://acme.pagerduty.com/incidents/PABC12 incident-link',
    ],
    [
      'Fixes https://app.incident.io/acme/incidents/123',
      'https://app.incident.io/acme/incidents/123 incident-link',
    ],
  ])('%s', (body, expected) => {
    expect(ended(body)).toEqual([expected]);
  });

  test('a title tells too', () => {
    expect(readMended({ title: 'fix: resolves INC-42' })).toMatchObject([
      { kind: 'incident', effect: 'mends', source: 'title', target: { form: 'incident' } },
    ]);
  });

  test.each([
    'See INC-42',
    'Related to incident INC-42',
    'Does not fix INC-42',
    'Resolves WEB-42',
    'Fixes #42',
    'Incident: 2026-01-31',
    'Incident: 3 users were logged out',
    'Improve the incident list',
    '> Incident: INC-42',
    '',
  ])('%s ends none', (body) => {
    expect(ended(body)).toEqual([]);
  });
});

test('any text at all gets an answer, the same one twice', () => {
  const words = fc.array(
    fc.constantFrom(
      'caused by ',
      '#7',
      ' and ',
      a,
      '\n',
      'not ',
      '. ',
      '?',
      'Fixes: ',
      'incident ',
    ),
  );
  const text = fc.oneof(
    fc.string(),
    words.map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, text, (title, body) => {
      const read = () => readFix({ title, body, number: 7, kindOfWork: 'fix' });
      expect(read()).toEqual(read());
      for (const { target } of read()) expect(target).not.toEqual({ form: 'number', key: '7' });
      expect(readMended({ title, body })).toEqual(readMended({ title, body }));
    }),
  );
});

test.each(['caused by ', 'Fixes: ', 'bug introduced ', 'a/', '#1 and ', '(', ' ', 'incident: '])(
  '200,000 characters of %j are read like any other text',
  (part) => {
    const body = part.repeat(Math.ceil(200_000 / part.length));
    expect(() => readFix({ title: body, body, kindOfWork: 'fix' })).not.toThrow();
    expect(() => readMended({ title: body, body })).not.toThrow();
  },
);
