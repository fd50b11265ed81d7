import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openRepository } from '@/lib/history/open-repository';
import { testHistories } from '@/lib/history/test-history';

const newHistory = testHistories();

test('a checkout without a remote is known by its folder and the branch it is on', async () => {
  const history = newHistory();
  const sha = history.commit('One');
  const { name, nameIsKnown, branch, tip, shallow } = await openRepository({
    path: history.folder,
  });
  expect({ name, nameIsKnown, branch, tip, shallow }).toEqual({
    name: `local/${basename(history.folder)}`,
    nameIsKnown: false,
    branch: 'main',
    tip: sha,
    shallow: false,
  });
});

test('a bare repository with a branch named HEAD is read by its real default branch', async () => {
  const history = newHistory();
  const sha = history.commit('One');
  history.branch('other');
  const other = history.commit('Two');
  history.git('update-ref', 'refs/heads/HEAD', other);
  history.main();
  history.git('clone', '--quiet', '--mirror', '.', 'mirror.git');
  const { tip, branch } = await openRepository({ path: join(history.folder, 'mirror.git') });
  expect({ tip, branch }).toEqual({ tip: sha, branch: 'main' });
});

test("a clone's default branch is the remote's, whatever is checked out", async () => {
  const history = newHistory();
  const sha = history.commit('One');
  history.git('clone', '--quiet', '.', 'clone');
  history.git('-C', 'clone', 'switch', '--quiet', '--create', 'topic');
  history.git('-C', 'clone', 'commit', '--quiet', '--allow-empty', '--message=Two');
  const path = join(history.folder, 'clone');
  expect(await openRepository({ path })).toMatchObject({ branch: 'main', tip: sha });
  expect(await openRepository({ path, branch: 'topic' })).toMatchObject({ branch: 'topic' });
});

test('a shallow clone says so', async () => {
  const history = newHistory();
  history.commit('One');
  history.commit('Two');
  history.git('clone', '--quiet', '--depth=1', `file://${history.folder}`, 'clone');
  const path = join(history.folder, 'clone');
  expect((await openRepository({ path })).shallow).toBe(true);
});

test('what cannot be imported is refused in one sentence', async () => {
  const history = newHistory();
  await expect(openRepository({ path: history.folder })).rejects.toThrow(/has no commits yet\.$/);
  history.commit('One');
  mkdirSync(join(history.folder, 'inner'));
  writeFileSync(join(history.folder, 'file'), '');
  const { folder } = history;
  for (const [request, words] of [
    [{ path: join(folder, 'nowhere') }, /^There is no folder/],
    [{ path: 'a\0b' }, /^There is no folder/],
    [{ path: join(folder, 'file') }, /is a file/],
    [{ path: join(folder, 'inner') }, /is not a git repository/],
    [{ path: folder, branch: 'nope' }, /^There is no branch nope in/],
    [{ path: folder, branch: '--all' }, /^There is no branch --all in/],
    [{ path: folder, branch: 'main~1' }, /^There is no branch main~1 in/],
    [{ path: folder, branch: '../../HEAD' }, /^There is no branch/],
  ] as const) {
    await expect(openRepository(request)).rejects.toThrow(words);
  }
});
