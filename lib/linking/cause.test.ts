import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIncident } from '@/lib/linking/incident';
import { readReport } from '@/lib/linking/reported';

const sha = '1a2b3c4d5e';
/** What an incident's own words name. */
const readWords = (text: string) =>
  readIncident({ title: 'Down', text }).filter(({ rule }) => rule !== 'deployment-before');

test.each([
  ['Login is down, caused by #123', 'number 123', 'caused-by'],
  ['Broken by #123.', 'number 123', 'broken-by'],
  ['Login broke after #123', 'number 123', 'broken-by'],
  ['This regressed in #123', 'number 123', 'regressed-in'],
  [`Regression from ${sha}`, `sha ${sha}`, 'regressed-in'],
  [`Root cause: commit ${sha}`, `sha ${sha}`, 'root-cause'],
  ['Root cause: the paging change (#123)', 'number 123', 'root-cause'],
  [`I bisected it to ${sha}`, `sha ${sha}`, 'bisected-to'],
  ['The check was introduced in #123', 'number 123', 'introduced-in'],
  ['The build fails since #123', 'number 123', 'since'],
  ['Caused by https://github.com/acme/web/pull/123', 'number 123', 'caused-by'],
  ['Caused by [this](https://gitlab.com/acme/web/-/merge_requests/123)', 'number 123', 'caused-by'],
  [`Culprit: https://github.com/acme/web/commit/${sha}`, `sha ${sha}`, 'root-cause'],
])('%s', (text, target, rule) => {
  const [first] = readWords(text);
  expect(first).toMatchObject({ kind: 'incident', effect: 'undoes', source: 'incident', rule });
  expect(`${first?.target.form} ${first?.target.key}`).toBe(target);
  expect(first?.confidence).not.toBe('low');
  expect(readReport(text)[0]).toMatchObject({ kind: 'reported', source: 'report', rule });
});

test.each([
  'Fixed by #123',
  'Follow-up to #123',
  'See #123',
  'Fixed by https://github.com/acme/web/pull/123',
  'Reverted in https://github.com/acme/web/pull/123',
  'The cause is unknown. See #123',
  '> caused by #123',
  'Broken since 20260131',
  'caused by defaced pages',
  'The page is down',
  'This was not caused by #123',
  "It isn't a regression from #123",
  '',
])('%s blames nothing', (text) => {
  expect(readWords(text)).toEqual([]);
});

test.each(['Caused by #123?', 'Maybe caused by #123', 'It is probably a regression from #123'])(
  '%s is kept as a doubt',
  (text) => {
    expect(readWords(text)).toMatchObject([{ confidence: 'low' }]);
  },
);

test('a bare link blames in an incident, and only hints in a report', () => {
  const text = 'Checkout fails\nhttps://github.com/acme/web/pull/123';
  expect(readWords(text)).toMatchObject([{ rule: 'linked', confidence: 'medium' }]);
  expect(readReport(text)).toMatchObject([{ rule: 'linked', confidence: 'low' }]);
});

test('each change is named once, a sha before a number', () => {
  const text = `Caused by #12 and regressed in #12\nBroken by ${sha}`;
  expect(readWords(text).map(({ target }) => target.key)).toEqual([sha, '12']);
});

test('any text at all gets an answer', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Array.isArray(readWords(text))).toBe(true);
    }),
  );
});

test.each(['caused by ', 'https://a/', '/pull/', ' ', '#1 ', `${sha} `, 'root cause '])(
  '200,000 characters of %j are read like any other text',
  (part) => {
    const text = part.repeat(Math.ceil(200_000 / part.length));
    expect(() => readReport(text)).not.toThrow();
    expect(() => readReport(`${text.replaceAll('\n', ' ')}\n`.repeat(2))).not.toThrow();
  },
);
