import { expect, it } from 'vitest';
import { flowQuestion } from '@/lib/api/flow';
import { testDatabase } from '@/lib/db/test-database';
import { LedgerEvent } from '@/lib/domain/event';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { flow } from '@/lib/measure/flow';
import { wilson } from '@/lib/stats/proportion';

const database = testDatabase();
const repository = 'acme/web';
const ann = { login: 'ann' };
const devin = { login: 'devin-ai-integration[bot]', bot: true };
const sha = (number: number, commit: number) => `${number}${commit}`.padEnd(40, '0');

async function apply(...events: object[]) {
  await applyBatch(
    database.prisma,
    events.map((event) => LedgerEvent.parse({ repository, ...event })),
    { rank: 'api', heardAt: () => new Date('2026-06-01T05:00:00Z') },
  );
}

/** A pull request of two commits, opened at 8 and merged `hours` later. */
const merged = (number: number, hours: number, author: object) => ({
  type: 'change.merged',
  number,
  title: `Change ${number}`,
  author,
  openedAt: '2026-03-02T08:00:00Z',
  mergedAt: new Date(Date.parse('2026-03-02T08:00:00Z') + hours * 3_600_000).toISOString(),
  commits: [1, 2].map((commit) => ({
    sha: sha(number, commit),
    author: { name: 'Ann', email: 'ann@acme.test' },
    committedAt: `2026-03-02T08:0${commit}:00Z`,
    message: 'Work',
  })),
});
const closed = (number: number, author: object) => ({
  type: 'change.closed',
  at: '2026-03-03T08:00:00Z',
  number,
  title: `Change ${number}`,
  author,
  openedAt: '2026-03-02T08:00:00Z',
});
const checked = (
  number: number,
  commit: number,
  minute: string,
  conclusion: string,
  name = 'test',
) => ({
  type: 'checks.finished',
  at: `2026-03-02T08:${minute}:00Z`,
  sha: sha(number, commit),
  name,
  conclusion,
});
const reviewed = (number: number, review: string, verdict: string, more: object = {}) => ({
  type: 'review.submitted',
  at: '2026-03-02T08:30:00Z',
  number,
  review,
  reviewer: { login: 'bob' },
  verdict,
  ...more,
});
const asked = (more: object = {}) => flow(database.prisma, flowQuestion.ask.parse(more));
const groupOf = async (authorship: string, more: object = {}) =>
  (await asked(more)).groups.find((group) => group.authorship === authorship);

it('says nothing where there is nothing', async () => {
  const { groups, range } = await asked();
  expect(range).toBeNull();
  expect(groups.map(({ authorship }) => authorship)).toEqual(['agent', 'assisted', 'human']);
  expect(groups[0]?.mergeRate).toMatchObject({ changes: 0, rate: null });
  expect(groups[0]?.hoursToMerge).toMatchObject({ changes: 0, median: null });
});

it('counts how people’s pull requests go', async () => {
  await apply(
    merged(1, 1, ann),
    merged(2, 3, ann),
    merged(3, 5, ann),
    closed(4, ann),
    // The first commit's failure does not matter, nor what a second run or a run after the merge says.
    checked(1, 1, '10', 'failed'),
    checked(1, 2, '20', 'passed'),
    checked(1, 2, '21', 'passed', 'lint'),
    checked(1, 2, '22', 'skipped', 'docs'),
    { ...checked(1, 2, '20', 'failed', 'nightly'), at: '2026-03-02T10:00:00Z' },
    checked(2, 2, '20', 'failed'),
    checked(2, 2, '40', 'passed'),
    reviewed(1, 'a', 'approved'),
    reviewed(2, 'a', 'changes-requested'),
    reviewed(2, 'b', 'changes-requested'),
    reviewed(2, 'c', 'approved'),
    // Neither a bot's word nor the author's own is a review round.
    reviewed(3, 'a', 'changes-requested', { reviewer: { login: 'lint[bot]', bot: true } }),
    reviewed(3, 'b', 'commented', { reviewer: ann }),
  );
  const human = await groupOf('human');
  const { lower, upper } = wilson(1, 2, 0.95);
  expect(human?.firstPassChecks).toEqual({ changes: 2, counted: 1, rate: 0.5, lower, upper });
  expect(human?.reviewRounds).toEqual({
    changes: 2,
    median: 1,
    lowerQuartile: 1,
    upperQuartile: 3,
  });
  expect(human?.mergeRate).toMatchObject({ changes: 4, counted: 3, rate: 0.75 });
  expect(human?.hoursToMerge).toEqual({
    changes: 3,
    median: 3,
    lowerQuartile: 2,
    upperQuartile: 4,
  });
});

it('tells agents apart, and keeps people beside the agents that a filter names', async () => {
  await apply(merged(5, 2, devin), closed(6, devin));
  expect((await groupOf('agent'))?.mergeRate).toMatchObject({ changes: 2, counted: 1 });
  const other = await asked({ agent: 'codex' });
  expect(other.groups.map(({ mergeRate }) => mergeRate.changes)).toEqual([0, 0, 4]);
  const elsewhere = await asked({ repository: 'acme/none' });
  expect(elsewhere.groups.every(({ mergeRate }) => mergeRate.changes === 0)).toBe(true);
  expect((await groupOf('human', { to: '2026-03-01' }))?.mergeRate.changes).toBe(0);
});
