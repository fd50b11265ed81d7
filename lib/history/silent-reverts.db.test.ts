import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { importHistory } from '@/lib/history/import-history';
import { type TestHistory, testHistories } from '@/lib/history/test-history';

const database = testDatabase();
const newHistory = testHistories();

let repositories = 0;

/** What each change takes back, by the first lines of both messages. */
async function inverses({ folder }: TestHistory, ...more: TestHistory[]) {
  repositories += 1;
  const name = `acme/web-${repositories}`;
  for (const path of [folder, ...more.map((one) => one.folder)]) {
    await importHistory(database.prisma, { path, name }, () => {});
  }
  const changes = await database.prisma.change.findMany({
    where: { repositoryId: (await repository(name)).id },
    orderBy: { mergedAt: 'asc' },
  });
  const titles = new Map(changes.map(({ mergeSha, title }) => [mergeSha, title]));
  return changes.flatMap(({ title, facts }) => {
    const [undone] = inverseOf(facts);
    return undone === undefined ? [] : [[title, titles.get(undone)]];
  });
}

const repository = (name: string) =>
  database.prisma.repository.findUniqueOrThrow({ where: { name } });

function inverseOf(facts: unknown): string[] {
  const { diff } = facts as { diff?: { value: { inverseOf?: string[] } } };
  return diff?.value.inverseOf ?? [];
}

const before = 'one\ntwo\nthree\nfour\nfive\n';
const after = 'one\ntwo and a half\nthree\n  four times\nnew line\nfive\n';

test('a change that takes an earlier one back is found, although the file changed in between', async () => {
  const history = newHistory();
  history.write('Root', { 'a.ts': before });
  history.write('Work', { 'a.ts': after, 'b.ts': 'some\nnew\nfile\n' });
  history.write('Meanwhile', { 'a.ts': `// Head\n// of file\n\n${after}`, c: 'c\n' });
  history.write('Undo', { 'a.ts': `// Head\n// of file\n\n${before}`, 'b.ts': undefined });
  history.write('Redo', { 'a.ts': `// Head\n// of file\n\n${after}`, 'b.ts': 'some\nnew\nfile\n' });
  expect(await inverses(history)).toEqual([
    ['Undo', 'Work'],
    ['Redo', 'Undo'],
  ]);
});

test('it is found across batches and imports, and again when all is imported again', async () => {
  const history = newHistory();
  history.write('Root', { 'a.ts': before });
  history.write('Work', { 'a.ts': after });
  const { folder } = history;
  await importHistory(database.prisma, { path: folder, name: 'acme/twice' }, () => {});
  history.write('Undo', { 'a.ts': before });
  await importHistory(database.prisma, { path: folder, name: 'acme/twice' }, () => {});
  const { id } = await repository('acme/twice');
  const found = async () =>
    (await database.prisma.change.findMany({ where: { repositoryId: id } }))
      .filter(({ facts }) => inverseOf(facts).length > 0)
      .map(({ title }) => title);
  expect(await found()).toEqual(['Undo']);
  await database.prisma.historyImport.deleteMany({ where: { repositoryId: id } });
  await importHistory(database.prisma, { path: folder, name: 'acme/twice' }, () => {});
  expect(await found()).toEqual(['Undo']);
});

test('what is taken back after 90 days, in part, or by chance is not', async () => {
  const history = newHistory();
  const start = '2024-01-01T00:00:00Z';
  history.write('Root', { 'a.ts': before, 'flag.ts': 'on = true\n' }, start);
  history.write('Work', { 'a.ts': after }, start);
  history.write('Flip', { 'flag.ts': 'on = false\n' }, '2024-03-31T00:00:00Z');
  history.write('Flop', { 'flag.ts': 'on = true\n' }, '2024-03-31T12:00:00Z');
  history.write(
    'In part',
    { 'a.ts': before.replace('two', 'two and a half') },
    '2024-03-31T13:00:00Z',
  );
  history.write('Rest', { 'a.ts': after }, '2024-03-31T14:00:00Z');
  history.write('Late', { 'a.ts': before }, '2024-04-01T00:00:00Z');
  expect(await inverses(history)).toEqual([['Rest', 'In part']]);
});

test('white space, moved lines and changed modes take nothing back', async () => {
  const history = newHistory();
  const block = 'alpha one\nbeta two\ngamma three\ndelta four\n';
  const indented = block.replace(/^/gm, '    ');
  history.write('Root', { 'a.ts': block });
  history.write('Indent', { 'a.ts': indented });
  history.write('Dedent', { 'a.ts': block });
  history.write('Move', { 'a.ts': 'gamma three\ndelta four\nalpha one\nbeta two\n' });
  history.write('Move back', { 'a.ts': block });
  history.write('Nothing', {});
  expect(await inverses(history)).toEqual([]);
});

test('another content of a picture is another change', async () => {
  const history = newHistory();
  history.write('Root', { 'a.ts': before, image: 'a\0one' });
  history.write('Work', { 'a.ts': after, image: 'a\0two' });
  history.write('Undo', { 'a.ts': before, image: 'a\0three' });
  history.write('Again', { 'a.ts': after, image: 'a\0two' });
  history.write('Back', { 'a.ts': before, image: 'a\0three' });
  expect(await inverses(history)).toEqual([
    ['Again', 'Undo'],
    ['Back', 'Again'],
  ]);
});
