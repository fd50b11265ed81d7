import { chmodSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { batches } from '@/lib/history/batches';
import type { Diff } from '@/lib/history/diffs';
import type { LandedChange } from '@/lib/history/landed';
import { openRepository } from '@/lib/history/open-repository';
import { type TestHistory, testHistories } from '@/lib/history/test-history';

const newHistory = testHistories();

const now = new Date('2026-01-01T00:00:00Z');

async function read({ folder }: TestHistory, without: string[] = []) {
  const repository = await openRepository({ path: folder });
  const read: { change: LandedChange; diff: Diff }[] = [];
  for await (const batch of batches(repository, without, now)) read.push(...batch.changes);
  return read;
}

/** The subjects of the commits of each change, oldest first. */
async function subjects(history: TestHistory, without: string[] = []) {
  return (await read(history, without)).map(({ change }) =>
    change.commits.map(({ message }) => message.split('\n')[0]),
  );
}

test('every commit pushed straight to the branch is a change, with its size and paths', async () => {
  const history = newHistory();
  history.commit('One', { lines: 2 });
  history.commit('Two', { file: 'docs-ü.md', lines: 4 });
  const [one, two] = await read(history);
  expect(one?.diff.size).toEqual({ additions: 3, deletions: 0, changedFiles: 1, paths: ['a.txt'] });
  expect(two?.diff.size).toEqual({
    additions: 5,
    deletions: 0,
    changedFiles: 1,
    paths: ['docs-ü.md'],
  });
  expect(two?.change.base).toBe(one?.change.sha);
});

test('a merge is a change with all the commits that it brought', async () => {
  const history = newHistory();
  history.commit('Root');
  history.branch('topic');
  history.commit('First', { file: 'b' });
  history.commit('Second', { file: 'b' });
  history.main();
  history.commit('Meanwhile');
  history.merge('Merge pull request #1 from ana/topic\n\nTitle', 'topic');
  expect(await subjects(history)).toEqual([
    ['Root'],
    ['Meanwhile'],
    ['First', 'Second', 'Merge pull request #1 from ana/topic'],
  ]);
});

test('a branch that had merged main and another brings only what main had not', async () => {
  const history = newHistory();
  history.commit('Root');
  history.branch('other');
  history.commit('Other', { file: 'o' });
  history.branch('topic', 'main');
  history.commit('Topic', { file: 't' });
  history.main();
  history.commit('Meanwhile');
  history.git('switch', '--quiet', 'topic');
  history.merge('Bring main in', 'main');
  history.merge('Bring other in', 'other');
  history.git('switch', '--quiet', 'other');
  history.merge('Bring topic in', 'main');
  history.main();
  history.commit('Later');
  history.merge('Land topic', 'topic');
  const [last, ...before] = (await subjects(history)).reverse();
  expect(before.reverse()).toEqual([['Root'], ['Meanwhile'], ['Later']]);
  expect(last?.slice(0, -1).sort()).toEqual(['Bring main in', 'Bring other in', 'Other', 'Topic']);
  expect(last?.at(-1)).toBe('Land topic');
});

test('an octopus lands all its branches at once', async () => {
  const history = newHistory();
  history.commit('Root');
  for (const name of ['x', 'y', 'z']) {
    history.branch(name);
    history.commit(`On ${name}`, { file: name });
  }
  history.main();
  history.merge('Octopus', 'x', 'y', 'z');
  const [, octopus] = await read(history);
  expect(octopus?.change.landed.parents).toHaveLength(4);
  expect(octopus?.change.commits).toHaveLength(4);
  expect(octopus?.diff.size.paths).toEqual(['x', 'y', 'z']);
});

test('commits in a row whose trailers name one pull request are one change', async () => {
  const history = newHistory();
  const url = 'PR-URL: https://github.com/acme/web/pull/';
  history.commit('Root');
  history.commit(`Part one\n\n${url}5`);
  history.commit(`Part two\n\n${url}5`);
  history.commit(`Another\n\n${url}6`);
  history.commit('Between');
  history.commit(`Part three\n\n${url}5`);
  expect(await subjects(history)).toEqual([
    ['Root'],
    ['Part one', 'Part two'],
    ['Another'],
    ['Between'],
    ['Part three'],
  ]);
  const [, series] = await read(history);
  expect(series?.diff.size.additions).toBe(4);
});

test('a series over the end of a batch stays one change', async () => {
  const history = newHistory();
  const trailer = '\n\nPull-Request: #5';
  const alone = Array.from({ length: 499 }, (_, index) => `Commit ${index}`);
  history.commitMany([...alone, ...['a', 'b', 'c'].map((part) => `Part ${part}${trailer}`)]);
  const changes = await read(history);
  expect(changes).toHaveLength(500);
  expect(changes.at(-1)?.change.landings).toBe(3);
});

test('a message in another encoding, without encoding, and none at all are all read', async () => {
  const history = newHistory();
  history.commitMany(['Größe 🎉 日本', Buffer.from('Bad \xff byte', 'latin1'), '']);
  history.git('reset', '--quiet', '--hard');
  history.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
  history.commit(Buffer.from('Gr\xf6\xdfe', 'latin1'));
  const changes = await read(history);
  expect(changes.map(({ change }) => change.landed.message.trim())).toEqual([
    'Größe 🎉 日本',
    'Bad \uFFFD byte',
    '',
    'Größe',
  ]);
  expect(changes[2]?.diff.size).toEqual({ additions: 0, deletions: 0, changedFiles: 0, paths: [] });
});

test('a path with quotes, blanks, breaks or other letters is read as it is', async () => {
  const history = newHistory();
  const paths = [
    'a "b".txt',
    'back\\slash',
    'line\nbreak',
    'tab\there',
    'ünï/日本 x',
    '\x07bell b/x',
  ];
  history.write('One', Object.fromEntries(paths.map((path) => [path, 'x\ny\n'])));
  const [one] = await read(history);
  expect(one?.diff.size).toMatchObject({ additions: 12, changedFiles: paths.length });
  expect(one?.diff.size.paths?.toSorted()).toEqual(paths.toSorted());
});

test('a file that became a link, a binary file and another mode are one file each', async () => {
  const history = newHistory();
  history.write('One', { link: 'a\n', image: 'a\0b', script: 'c\n' });
  rmSync(join(history.folder, 'link'));
  symlinkSync('script', join(history.folder, 'link'));
  chmodSync(join(history.folder, 'script'), 0o755);
  history.write('Two', { image: 'a\0c' });
  const [, two] = await read(history);
  expect(two?.diff.size).toEqual({
    additions: 1,
    deletions: 1,
    changedFiles: 3,
    paths: ['image', 'link', 'script'],
  });
});

test('a date in the future is now, and a huge message is cut', async () => {
  const history = newHistory();
  history.commit('x'.repeat(300_000), { at: '@4070908800 +0000' });
  const [only] = await read(history);
  expect(only?.change.landed.committedAt).toEqual(now);
  expect(only?.change.landed.message).toHaveLength(200_000);
});

test('what the clone lacks leaves the size out and the paths in', async () => {
  const history = newHistory();
  history.commit('One', { file: 'one' });
  const blob = history.git('rev-parse', 'HEAD:one');
  history.commit('Two', { file: 'two' });
  rmSync(join(history.folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
  // Git would read it here instead.
  rmSync(join(history.folder, 'one'));
  const [one, two] = await read(history);
  expect(one?.diff).toEqual({ size: { changedFiles: 1, paths: ['one'] } });
  expect(two?.diff.size.additions).toBe(2);
});

test('programs that the repository names are not run', async () => {
  const history = newHistory();
  const trap = join(history.folder, 'trap');
  const program = `touch ${trap}; false`;
  history.commit('One');
  writeFileSync(join(history.folder, '.git/info/attributes'), '* diff=trap filter=trap\n');
  for (const key of [
    'core.pager',
    'core.fsmonitor',
    'diff.external',
    'gpg.program',
    'core.sshCommand',
    'diff.trap.command',
    'diff.trap.textconv',
    'filter.trap.clean',
    'filter.trap.smudge',
  ]) {
    history.git('config', key, program);
  }
  history.git('config', 'log.showSignature', 'true');
  expect(await read(history)).toHaveLength(1);
  expect(existsSync(trap)).toBe(false);
});
