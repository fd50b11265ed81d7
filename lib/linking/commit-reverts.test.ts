import { expect, it } from 'vitest';
import type { Commit } from '@/lib/domain/change';
import { readCommitReverts } from '@/lib/linking/commit-reverts';

const sha = (digit: string) => digit.repeat(40);
const commit = (digit: string, message: string, parents?: string[]): Commit => ({
  sha: sha(digit),
  author: { name: 'Bo' },
  committedAt: '2026-04-01T10:00:00Z',
  message,
  ...(parents === undefined ? {} : { parents }),
});
const revert = (title: string, digit: string) =>
  `Revert "${title}"\n\nThis reverts commit ${sha(digit)}.`;

it('finds the reverts that a branch merged whole brought', () => {
  const { onlyReverts, mentions } = readCommitReverts(
    [
      commit('a', revert('Add limits', '1')),
      commit('b', 'Add better limits'),
      commit('c', "Merge branch 'bo/limits'", [sha('0'), sha('b')]),
    ],
    sha('c'),
    undefined,
  );
  expect(onlyReverts).toBe(false);
  expect(mentions).toMatchObject([
    { effect: 'undoes', source: 'commit', target: { form: 'sha', key: sha('1') } },
  ]);
});

it('takes a branch of nothing but reverts for a revert', () => {
  const commits = [commit('a', revert('Add limits', '1')), commit('b', revert('Add cache', '2'))];
  const { onlyReverts, mentions } = readCommitReverts(commits, sha('c'), undefined);
  expect(onlyReverts).toBe(true);
  expect(mentions).toHaveLength(2);
});

it('leaves out a revert that the branch itself takes back', () => {
  const commits = [
    commit('a', revert('Add limits', '1')),
    commit('b', `Reapply "Add limits"\n\nThis reverts commit ${sha('a')}.`),
  ];
  const { mentions } = readCommitReverts(commits, undefined, undefined);
  expect(mentions.map(({ target }) => target.key)).toEqual([sha('a')]);
});

it('takes no branch for a revert whose commits only sound like one', () => {
  // tursodatabase/turso: "Rollback temp schema when dropping MVCC commit".
  const commits = [commit('a', 'Rollback temp schema when dropping a commit')];
  expect(readCommitReverts(commits, sha('c'), undefined).onlyReverts).toBe(false);
});

it('believes no title of a commit, for those repeat', () => {
  const commits = [commit('a', 'Revert "fix lint"')];
  expect(readCommitReverts(commits, undefined, undefined).mentions).toEqual([]);
});
