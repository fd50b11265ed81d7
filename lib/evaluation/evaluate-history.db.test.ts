import { expect, it } from 'vitest';
import { testDatabase } from '@/lib/db/test-database';
import { evaluateHistory } from '@/lib/evaluation/evaluate-history';
import { addLabel, type Labels } from '@/lib/evaluation/label';
import { reportLines } from '@/lib/evaluation/report';
import { testHistories } from '@/lib/history/test-history';
import { Problem } from '@/lib/problem';

const database = testDatabase();
const newHistory = testHistories();

function labelsOf(...told: Record<string, unknown>[]): Labels {
  const labels: Labels = { commits: new Map(), reverts: [] };
  told.forEach((label, index) => {
    addLabel(labels, JSON.stringify(label), index + 1);
  });
  return labels;
}
const wrote = (sha: string, authorship: string, agents = '') => ({
  ...{ type: 'commit', sha, class: authorship, agents },
});
const undid = (sha: string, kind: string, ...targets: string[]) => ({
  ...{ type: 'revert', sha, kind, form: 'quoted', targets },
});

it('tells how well a history is judged, with what was planted wrong', async () => {
  const history = newHistory();
  history.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  const search = history.commit('Add search (#1)', { lines: 20 });
  const signed = history.commit('Add cart (#2)\n\nCo-authored-by: Codex <noreply@openai.com>');
  history.branch('undo');
  const inside = history.commit(`Revert "Add search (#1)"\n\nThis reverts commit ${search}.`);
  history.main();
  const merge = history.merge('Merge pull request #3 from ana/undo\n\nTake search out', 'undo');
  const back = history.commit(`Reapply "Add search (#1)" (#4)\n\nThis reverts commit ${inside}.`);
  const labels = labelsOf(
    wrote(search, 'human'),
    wrote(signed, 'assisted', 'codex'),
    wrote(inside, 'human'),
    wrote(merge, 'human'),
    // Planted: nothing tells that an agent wrote it.
    wrote(back, 'agent', 'claude'),
    undid(inside, 'revert', search),
    undid(back, 'reapply', inside),
    // Planted: it undoes nothing.
    undid(signed, 'revert', search),
  );
  const evaluation = await evaluateHistory(database.prisma, history.folder, labels, () => {});
  expect(evaluation).toMatchObject({
    repository: 'acme/shop',
    branch: 'main',
    labels: { commits: 5, reverts: 3, known: 5 },
    authorship: { disagreements: [{ sha: back, subject: 'Reapply "Add search (#1)" (#4)' }] },
    links: {
      wrong: [],
      missed: [{ cause: '2', target: '1', kind: 'revert' }],
      beyond: [],
      unlabelled: [],
    },
  });
  expect(
    evaluation.authorship.classes.map(({ name, labelled, ours, right }) => [
      name,
      labelled,
      ours,
      right,
    ]),
  ).toEqual([
    ['agent', 1, 0, 0],
    ['assisted', 1, 1, 1],
    ['automation', 0, 0, 0],
    ['human', 3, 4, 3],
    ['all', 5, 5, 4],
  ]);
  expect(evaluation.links.scores).toEqual([
    { name: 'revert', labelled: 2, found: 1, ours: 1, right: 1 },
    { name: 'reapply', labelled: 1, found: 1, ours: 1, right: 1 },
    { name: 'all', labelled: 3, found: 2, ours: 2, right: 2 },
  ]);
  expect(evaluation.changes).toEqual([
    { label: 'human', ours: 'human', changes: 2 },
    { label: 'assisted', ours: 'assisted', changes: 1 },
    { label: 'agent', ours: 'human', changes: 1 },
  ]);
  const lines = reportLines(evaluation);
  expect(lines).toContain(
    `  ${back.slice(0, 10)} labelled agent (claude-code), judged human: Reapply "Add search (#1)" (#4)`,
  );
  expect(lines).toContain('  revert #2 of #1 (quoted)');
});

it('knows links that came in one landing, and counts a reapply once that names both', async () => {
  const history = newHistory();
  history.git('remote', 'add', 'origin', 'git@github.com:acme/docs.git');
  const first = history.commit('Add pages (#1)');
  const revert = history.commit(`Revert "Add pages (#1)" (#2)\n\nThis reverts commit ${first}.`);
  const again = history.commit(
    `Revert "Revert "Add pages (#1)" (#2)" (#3)\n\nThis reverts commit ${revert}.`,
  );
  history.branch('try');
  const tried = history.commit('Try it');
  const given = history.commit(`Revert "Try it"\n\nThis reverts commit ${tried}.`);
  history.main();
  history.merge('Merge pull request #4 from ana/try\n\nUpdate the docs', 'try');
  const labels = labelsOf(
    wrote(first, 'human'),
    undid(revert, 'revert', first),
    undid(again, 'reapply', revert),
    undid(given, 'revert', tried),
  );
  const { links } = await evaluateHistory(database.prisma, history.folder, labels, () => {});
  expect(links.scores).toEqual([
    { name: 'revert', labelled: 2, found: 2, ours: 2, right: 2 },
    { name: 'reapply', labelled: 1, found: 1, ours: 1, right: 1 },
    { name: 'all', labelled: 3, found: 3, ours: 3, right: 3 },
  ]);
});

it('refuses labels of another history before it reads this one', async () => {
  const history = newHistory();
  history.commit('Add a wish list (#1)');
  const labels = labelsOf(wrote('a'.repeat(40), 'human'));
  const refused = evaluateHistory(database.prisma, history.folder, labels, () => {});
  await expect(refused).rejects.toThrow(/^The labels are of another history: /);
  await expect(refused).rejects.toBeInstanceOf(Problem);
  expect(await database.prisma.change.count({ where: { title: 'Add a wish list' } })).toBe(0);
});
