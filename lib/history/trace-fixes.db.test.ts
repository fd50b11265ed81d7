import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { importHistory } from '@/lib/history/import-history';
import { type TestHistory, testHistories } from '@/lib/history/test-history';

const database = testDatabase();
const newHistory = testHistories();

let repositories = 0;
const request = ({ folder }: TestHistory) => {
  repositories += 1;
  return { path: folder, name: `acme/web-${repositories}` };
};

/** What each fix took back: its title, and sha, path and lines of what it repaired. */
async function traced(asked: { path: string; name: string }) {
  let notes: readonly string[] = [];
  await importHistory(database.prisma, asked, (progress) => {
    notes = progress.notes;
  });
  const { id } = await database.prisma.repository.findUniqueOrThrow({
    where: { name: asked.name },
  });
  const changes = await database.prisma.change.findMany({
    where: { repositoryId: id },
    orderBy: { mergedAt: 'asc' },
  });
  const fixes = changes.flatMap(({ title, facts }) => {
    const { traced } = facts as { traced?: { value: { repaired: unknown[] } } };
    return traced === undefined ? [] : [[title, traced.value.repaired]];
  });
  return { fixes, notes };
}

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
const old = ['const a = 1;', 'const b = 2;', 'const c = 3;'];

test('a fix is traced to the changes that wrote the lines it takes away', async () => {
  const history = newHistory();
  history.write('Root', { 'src/a.ts': lines(...old) }, '2024-01-01T00:00:00Z');
  const one = history.write(
    'feat: one',
    { 'src/a.ts': lines('const a = one();', ...old.slice(1), 'two();') },
    '2024-06-01T00:00:00Z',
  );
  const head = ['// head', '', 'import x;'];
  const two = history.write(
    'feat: two',
    { 'src/a.ts': lines(...head, 'const a = one();', ...old.slice(1), 'two();', 'three();') },
    '2024-06-02T00:00:00Z',
  );
  history.write(
    'fix: both (#7)',
    { 'src/a.ts': lines(...head, 'const a = one(1);', 'const b = 9;', 'const c = 3;', 'tree();') },
    '2024-06-03T00:00:00Z',
  );
  const { fixes } = await traced(request(history));
  expect(fixes).toEqual([
    [
      'fix: both',
      [
        { sha: one, lines: 2, path: 'src/a.ts' },
        { sha: two, lines: 1, path: 'src/a.ts' },
      ],
    ],
  ]);
});

test('lines of a merged branch belong to its merge', async () => {
  const history = newHistory();
  history.write('Root', { 'a.ts': lines(...old) });
  history.branch('topic');
  history.write('work', { 'a.ts': lines(...old, 'work();') });
  history.main();
  history.write('meanwhile', { 'b.ts': 'b();\n' });
  const merge = history.merge('Merge pull request #1 from ana/topic\n\nfeat: work', 'topic');
  history.write('fix: work', { 'a.ts': lines(...old, 'works();') });
  expect((await traced(request(history))).fixes).toEqual([
    ['fix: work', [{ sha: merge, lines: 1, path: 'a.ts' }]],
  ]);
});

test('blank lines, comments, moves, renames, white space and tests are no repair', async () => {
  const history = newHistory();
  const body = [
    'function f() {',
    'moved();',
    'kept();',
    '// said',
    '',
    '}',
    '/* more',
    ' * of it',
    ' */',
  ];
  history.write('feat: one', {
    'a.ts': lines(...body),
    'b.py': lines('run()', '# said'),
    'c.ts': lines('one();', 'two();', 'three();', 'four();', 'five();'),
    'test/a.ts': 'expect(1);\n',
    'package-lock.json': '{ "a": 1 }\n',
    'README.md': 'words\n',
  });
  history.write('fix: nothing at all', {
    'a.ts': lines('function f() {', '  kept();', '}', 'moved();'),
    'b.py': lines('run()'),
    'c.ts': undefined,
    'renamed.ts': lines('one();', 'two();', 'three();', 'four();', 'five();'),
    'test/a.ts': 'expect(2);\n',
    'package-lock.json': '{ "a": 2 }\n',
    'README.md': 'other words\n',
  });
  expect((await traced(request(history))).fixes).toEqual([]);
});

test('a renamed or indented line keeps who wrote it', async () => {
  const history = newHistory();
  const texts = ['one();', 'two();', 'three();', 'four();', 'five();'];
  const one = history.write('feat: one', { 'a.ts': lines(...texts) });
  history.write('chore: move', { 'a.ts': undefined, 'lib/b.ts': lines(...texts) });
  history.write('style: indent', { 'lib/b.ts': lines(...texts.map((text) => `  ${text}`)) });
  history.write('fix: two', {
    'lib/b.ts': lines(...texts.map((text) => `  ${text}`)).replace('two()', 'toe()'),
  });
  expect((await traced(request(history))).fixes).toEqual([
    ['fix: two', [{ sha: one, lines: 1, path: 'lib/b.ts' }]],
  ]);
});

test('what changes too much is no fix', async () => {
  const history = newHistory();
  const files = (text: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}.ts`, `${text}\n`]));
  const many = Array.from({ length: 201 }, (_, index) => `line${index}();`);
  history.write('feat: one', { ...files('one();', 11), 'many.ts': lines(...many) });
  history.write('fix: too many files', files('two();', 11));
  history.write('fix: too many lines', { 'many.ts': 'none();\n' });
  expect((await traced(request(history))).fixes).toEqual([]);
});

test('a later import goes on where the last one stopped, and knows what came before', async () => {
  const history = newHistory();
  history.write('Root', { 'a.ts': lines(...old) });
  const one = history.write('feat: one', { 'a.ts': lines('x();', ...old, 'one();') });
  const asked = request(history);
  expect((await traced(asked)).fixes).toEqual([]);
  history.write('more', { 'a.ts': lines('x();', 'y();', ...old, 'one();') });
  history.write('fix: one', { 'a.ts': lines('x();', 'y();', ...old, 'won();') });
  const expected = [['fix: one', [{ sha: one, lines: 1, path: 'a.ts' }]]];
  expect((await traced(asked)).fixes).toEqual(expected);
  const { id } = await database.prisma.repository.findUniqueOrThrow({
    where: { name: asked.name },
  });
  const { traced: reached } = await database.prisma.historyImport.findUniqueOrThrow({
    where: { repositoryId: id },
  });
  expect(reached).toBe(history.git('rev-parse', 'HEAD'));
  expect((await traced(asked)).fixes).toEqual(expected);
});

test('after a change that the clone cannot read, its files are unknown and others are not', async () => {
  const history = newHistory();
  const one = history.write('feat: one', { 'a.ts': lines(...old), 'b.ts': 'b();\n' });
  history.write('feat: lost', { 'a.ts': lines('lost();', ...old) });
  const blob = history.git('rev-parse', 'HEAD:a.ts');
  history.write('fix: a', { 'a.ts': lines('found();', ...old) });
  history.write('fix: b', { 'b.ts': 'c();\n' });
  rmSync(join(history.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  const { fixes, notes } = await traced(request(history));
  expect(fixes).toEqual([['fix: b', [{ sha: one, lines: 1, path: 'b.ts' }]]]);
  expect(notes).toContain('This clone lacks files: of the fixes, 1 could not be traced.');
});
