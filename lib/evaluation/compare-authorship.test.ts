import { expect, it } from 'vitest';
import type { Authorship } from '@/lib/domain/change';
import {
  compareAuthorship,
  countChanges,
  type JudgedCommit,
} from '@/lib/evaluation/compare-authorship';
import type { Who } from '@/lib/evaluation/label';
import { precisionOf, recallOf } from '@/lib/evaluation/score';

const who = (authorship: Authorship, ...agents: string[]): Who => ({ authorship, agents });
const judged = (sha: string, label: Who, ours: Who): JudgedCommit => ({
  ...{ sha, subject: `Commit ${sha}`, label, ours, evidence: [] },
});

const commits = [
  judged('1', who('human'), who('human')),
  judged('2', who('human'), who('automation')),
  judged('3', who('agent', 'codex'), who('agent', 'codex')),
  judged('4', who('assisted', 'codex', 'cursor'), who('assisted', 'codex')),
  judged('5', who('assisted', 'codex'), who('unknown')),
];

it('counts each class and each agent, and lists every commit that differs', () => {
  const { classes, agents, disagreements } = compareAuthorship(commits);
  expect(classes).toEqual([
    { name: 'agent', labelled: 1, found: 1, ours: 1, right: 1 },
    { name: 'assisted', labelled: 2, found: 1, ours: 1, right: 1 },
    { name: 'automation', labelled: 0, found: 0, ours: 1, right: 0 },
    { name: 'human', labelled: 2, found: 1, ours: 1, right: 1 },
    { name: 'all', labelled: 5, found: 3, ours: 4, right: 3 },
  ]);
  expect(agents).toEqual([
    { name: 'codex', labelled: 3, found: 2, ours: 2, right: 2 },
    { name: 'cursor', labelled: 1, found: 0, ours: 0, right: 0 },
    { name: 'all', labelled: 4, found: 2, ours: 2, right: 2 },
  ]);
  expect(disagreements.map(({ sha }) => sha)).toEqual(['2', '4', '5']);
});

it('has no precision where it says nothing, and no recall where nothing is labelled', () => {
  const [, , automation, human] = compareAuthorship(commits.slice(0, 2)).classes;
  const cursor = compareAuthorship(commits).agents[1];
  expect([automation, human, cursor].map((score) => score && precisionOf(score))).toEqual([
    0,
    1,
    null,
  ]);
  expect([automation, human, cursor].map((score) => score && recallOf(score))).toEqual([
    null,
    0.5,
    0,
  ]);
});

it('counts whole changes by the label of their landing commit', () => {
  const labels = new Map([
    ['1', who('human')],
    ['2', who('human')],
    ['3', who('human')],
  ]);
  const changes = [
    { mergeSha: '1', authorship: 'human' },
    { mergeSha: '2', authorship: 'assisted' },
    { mergeSha: '3', authorship: 'human' },
    { mergeSha: '9', authorship: 'agent' },
  ] as const;
  expect(countChanges(changes, labels)).toEqual([
    { label: 'human', ours: 'human', changes: 2 },
    { label: 'human', ours: 'assisted', changes: 1 },
  ]);
});
