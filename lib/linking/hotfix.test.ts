import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '@/lib/domain/setting';
import { type HotfixInput, type Repaired, readHotfix } from '@/lib/linking/hotfix';

const shas = Array.from({ length: 8 }, (_, index) => String(index).repeat(40));
const [a = '', b = ''] = shas;

function hotfix(input: Partial<HotfixInput>) {
  return readHotfix({
    labels: [],
    title: 'Paging again',
    kindOfWork: 'other',
    repaired: [{ sha: a, lines: 3, path: 'src/a.ts' }],
    marks: defaultSettings.hotfixMarks,
    ...input,
  });
}

describe('what a hotfix takes back', () => {
  test.each<[string, Partial<HotfixInput>, string]>([
    ['a label', { labels: ['bug', 'Hotfix'] }, 'label Hotfix:'],
    ['a branch', { branch: 'Hotfix/login' }, 'branch Hotfix/login:'],
    ['a title', { title: '[hotfix] Login' }, 'hotfix:'],
    ['a fix', { kindOfWork: 'fix' }, 'fix:'],
    [
      'marks of their own',
      { labels: ['sev1'], marks: { labels: ['SEV1'], branches: [] } },
      'label sev1:',
    ],
  ])('%s is a mark, and always only a suspicion', (_name, input, mark) => {
    expect(hotfix(input)).toEqual([
      {
        kind: 'hotfix',
        effect: 'undoes',
        target: { form: 'sha', key: a },
        source: 'diff',
        rule: 'same-lines',
        matched: `${mark} takes back 3 lines in src/a.ts`,
        confidence: 'low',
      },
    ]);
  });

  test('the evidence counts lines and files', () => {
    const repaired = [
      { sha: a, lines: 1, path: 'src/b.ts' },
      { sha: a, lines: 4, path: 'src/a.ts' },
      { sha: a, lines: 2, path: 'src/c.ts' },
    ];
    expect(hotfix({ kindOfWork: 'fix', repaired })[0]?.matched).toBe(
      'fix: takes back 4 lines in src/a.ts and 3 lines in 2 other files',
    );
  });

  test('the commit of the most lines comes first, and one of few is left out', () => {
    const repaired = (lines: number): Repaired[] => [
      { sha: b, lines, path: 'x' },
      { sha: a, lines: 10, path: 'x' },
    ];
    const keys = (lines: number) =>
      hotfix({ kindOfWork: 'fix', repaired: repaired(lines) }).map(({ target }) => target.key);
    expect(keys(4)).toEqual([a, b]);
    expect(keys(20)).toEqual([b, a]);
    expect(keys(2)).toEqual([a]);
  });
});

describe('nothing', () => {
  test.each<[string, Partial<HotfixInput>]>([
    ['another label', { labels: ['not a hotfix'] }],
    ['a branch that only holds the word', { branch: 'docs/hotfix/login' }],
    ['a title that speaks of hotfixes', { title: 'Explain hotfix labels' }],
    ['another kind of work', { kindOfWork: 'feature' }],
    ['no lines', { kindOfWork: 'fix', repaired: [] }],
    ['only additions', { kindOfWork: 'fix', repaired: [{ sha: a, lines: 0, path: 'x' }] }],
    [
      'lines of too many commits',
      {
        kindOfWork: 'fix',
        repaired: shas.slice(0, 6).map((sha) => ({ sha, lines: 5, path: 'x' })),
      },
    ],
  ])('%s', (_name, input) => {
    expect(hotfix(input)).toEqual([]);
  });
});

test('the order of the lines never matters', () => {
  const lines = fc.record({
    sha: fc.constantFrom(...shas.slice(0, 5)),
    lines: fc.nat(9),
    path: fc.constantFrom('x', 'y'),
  });
  fc.assert(
    fc.property(fc.array(lines), (repaired) => {
      const found = hotfix({ kindOfWork: 'fix', repaired });
      expect(hotfix({ kindOfWork: 'fix', repaired: repaired.toReversed() })).toEqual(found);
      expect(found.length).toBeLessThanOrEqual(5);
    }),
  );
});
