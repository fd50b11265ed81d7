import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { importHistory } from '@/lib/history/import-history';
import { ImportRuns, listImports } from '@/lib/history/record';
import { startImport } from '@/lib/history/start-import';
import { type TestHistory, testHistories } from '@/lib/history/test-history';

const database = testDatabase();
const newHistory = testHistories();

let repositories = 0;
function request({ folder }: TestHistory, more: { since?: string; branch?: string } = {}) {
  repositories += 1;
  return { path: folder, name: `acme/web-${repositories}`, ...more };
}

/** What is known of the repository, without the moments of writing. */
async function ledger(name: string) {
  const { id } = await database.prisma.repository.findUniqueOrThrow({ where: { name } });
  const where = { repositoryId: id };
  const changes = await database.prisma.change.findMany({ where, orderBy: { mergedAt: 'asc' } });
  const commits = await database.prisma.changeCommit.count({ where });
  return { changes, commits };
}

async function titles(name: string) {
  return (await ledger(name)).changes.map(({ key, title }) => [key.slice(0, 7), title]);
}

test('pull requests and direct commits are changes, and a revert is a regression', async () => {
  const history = newHistory();
  history.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  history.commit('Add search (#1)', { lines: 20 });
  history.branch('topic');
  history.commit('Work\n\nCo-Authored-By: Claude <noreply@anthropic.com>', {
    author: 'Ben',
    file: 'b',
  });
  history.main();
  history.merge('Merge pull request #2 from ben/claude/fix\n\nFix login', 'topic');
  const direct = history.commit('Tidy up');
  history.commit('Revert "Add search (#1)" (#3)\n\nThis reverts the search.');
  const asked = { path: history.folder };
  const summary = await importHistory(database.prisma, asked, () => {});
  expect(summary).toMatchObject({ changes: 4, regressions: 1, unlinkedReverts: 0 });
  const { changes } = await ledger('acme/shop');
  expect(
    changes.map(({ key, title, url, branch, authorName, mergeSha }) => ({
      key,
      title,
      url,
      branch,
      authorName,
      mergeSha,
    })),
  ).toMatchObject([
    { key: '1', title: 'Add search', url: 'https://github.com/acme/shop/pull/1', branch: null },
    { key: '2', title: 'Fix login', branch: 'claude/fix', authorName: 'Ben' },
    { key: direct, url: `https://github.com/acme/shop/commit/${direct}`, mergeSha: direct },
    { key: '3', title: 'Revert "Add search (#1)"' },
  ]);
  expect(changes[0]).toMatchObject({ additions: 21, deletions: 0, changedFiles: 1 });
  expect(summary.byAgent).toEqual([{ agent: 'claude-code', changes: 1 }]);
});

test('a second import adds only what is new', async () => {
  const history = newHistory();
  history.commit('One (#1)');
  const asked = request(history);
  await importHistory(database.prisma, asked, () => {});
  history.commit('Two (#2)');
  const told: (number | undefined)[][] = [];
  await importHistory(database.prisma, asked, ({ done, total, changes, fixes }) =>
    told.push([done, total, changes, fixes?.done]),
  );
  expect(told).toEqual([
    [1, 2, 0, undefined],
    [2, 2, 1, undefined],
    [2, 2, 1, 0],
    [2, 2, 1, 1],
  ]);
  expect(await titles(asked.name)).toEqual([
    ['1', 'One'],
    ['2', 'Two'],
  ]);
});

test('since leaves out what landed before that day', async () => {
  const history = newHistory();
  history.commit('Old', { at: '2023-12-31T23:59:59Z' });
  history.commit('New', { at: '2024-01-01T00:00:00Z' });
  const asked = request(history, { since: '2024-01-01' });
  await importHistory(database.prisma, asked, () => {});
  expect((await titles(asked.name)).map(([, title]) => title)).toEqual(['New']);
  await importHistory(database.prisma, { path: asked.path, name: asked.name }, () => {});
  expect((await titles(asked.name)).map(([, title]) => title)).toEqual(['Old', 'New']);
});

test('a number that two landings carry belongs to the first, however often it is imported', async () => {
  const history = newHistory();
  history.commit('Ours (#1)');
  const theirs = history.commit('Theirs (#1)');
  const asked = request(history);
  const expected = [
    ['1', 'Ours'],
    [theirs.slice(0, 7), 'Theirs (#1)'],
  ];
  await importHistory(database.prisma, asked, () => {});
  expect(await titles(asked.name)).toEqual(expected);
  await database.prisma.historyImport.deleteMany({ where: { path: history.folder } });
  await importHistory(database.prisma, asked, () => {});
  expect(await titles(asked.name)).toEqual(expected);
});

test('a branch that was forced elsewhere is imported again from its beginning', async () => {
  const history = newHistory();
  history.commit('One (#1)');
  history.commit('Two (#2)');
  const asked = request(history);
  await importHistory(database.prisma, asked, () => {});
  history.git('reset', '--quiet', '--hard', 'HEAD~1');
  history.commit('Three (#3)');
  await importHistory(database.prisma, asked, () => {});
  expect(await titles(asked.name)).toEqual([
    ['1', 'One'],
    ['2', 'Two'],
    ['3', 'Three'],
  ]);
});

test('another history does not get into a repository that only shares its folder name', async () => {
  const [one, two] = [newHistory(), newHistory()];
  for (const history of [one, two]) {
    history.commit(`One of ${history.folder}`);
    history.git('clone', '--quiet', '--bare', '.', 'same.git');
    history.git('-C', 'same.git', 'remote', 'remove', 'origin');
  }
  await importHistory(database.prisma, { path: `${one.folder}/same.git` }, () => {});
  await expect(
    importHistory(database.prisma, { path: `${two.folder}/same.git` }, () => {}),
  ).rejects.toThrow(/local\/same is the history of .*--name owner\/name/);
});

test('two imports of one repository do not run at once, and the page lists what runs', async () => {
  const history = newHistory();
  history.commitMany(Array.from({ length: 1_500 }, (_, index) => `Commit ${index}`));
  const asked = request(history);
  await startImport(database.prisma, asked, 'ann');
  await expect(startImport(database.prisma, asked, 'ann')).rejects.toThrow(ImportRuns);
  const state = async () =>
    (await listImports(database.prisma)).find(({ repository }) => repository === asked.name);
  expect(await state()).toMatchObject({ state: 'running', total: 1_500 });
  await expect.poll(state, { timeout: 30_000 }).toMatchObject({
    state: 'done',
    done: 1_500,
    error: null,
    summary: { changes: 1_500 },
  });
  const began = { action: 'start-import', repository: asked.name };
  const trail = await database.prisma.auditEntry.findMany({ where: began });
  expect(trail).toMatchObject([{ decidedBy: 'ann', subject: asked.path }]);
});

test('an import that is killed resumes, and nothing is lost or doubled', async () => {
  const history = newHistory();
  history.commitMany(
    Array.from(
      { length: 2_000 },
      (_, index) => `Commit ${index}${index % 3 === 0 ? ` (#${index + 1})` : ''}`,
    ),
  );
  const whole = request(history);
  await importHistory(database.prisma, whole, () => {});
  const asked = request(history);
  const program = `
    import { connect } from '@/lib/db/client';
    import { importHistory } from '@/lib/history/import-history';
    const [url, request] = ${JSON.stringify([database.url, asked])};
    await importHistory(connect(url), request, ({ done }) => console.log(done));
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const text of child.stdout) if (Number.parseInt(String(text), 10) > 0) break;
  child.kill('SIGKILL');
  await once(child, 'exit');

  const list = async () =>
    (await listImports(database.prisma)).find(({ repository }) => repository === asked.name);
  await expect.poll(list).toMatchObject({ state: 'failed', error: /interrupted/ });
  const done: number[] = [];
  await importHistory(database.prisma, asked, (progress) => done.push(progress.done));
  expect(done[0]).toBeGreaterThan(0);
  expect(done[0]).toBeLessThan(2_000);
  expect(await list()).toMatchObject({ state: 'done', done: 2_000, total: 2_000 });

  const stripped = async (name: string) => {
    const { changes, commits } = await ledger(name);
    return { commits, changes: changes.map(({ repositoryId: _, ...change }) => change) };
  };
  expect(await stripped(asked.name)).toEqual(await stripped(whole.name));
});
