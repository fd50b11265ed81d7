import { expect, it } from 'vitest';
import { decidedRows } from '@/components/tables/decided-rows';
import type { RegressionRow } from '@/lib/api/rows';

const row = (id: string): RegressionRow => ({
  id,
  kind: 'revert',
  status: 'suspected',
  confidence: 'medium',
  regressedAt: '2026-03-01T00:00:00Z',
  day: 2,
  change: {
    id: 'acme/web/1',
    repository: 'acme/web',
    number: 1,
    title: 'Change',
    url: null,
    outcome: 'merged',
    mergedAt: null,
    authorship: 'human',
    agent: null,
    mode: null,
    kindOfWork: 'fix',
    sizeBucket: '0-9',
    sizeLines: 1,
    regressedOnDay: 2,
  },
  cause: { type: 'report', id: 'r', title: null, url: null },
});
const data = {
  pages: [
    { rows: [row('a'), row('b')], next: 'next', total: 3 },
    { rows: [row('c')], next: null, total: 3 },
  ],
  pageParams: [null, 'next'],
};
const told = (pages: typeof data.pages) =>
  pages.map(({ rows, total }) => [total, ...rows.map(({ id, status }) => `${id} ${status}`)]);

it('takes rows out of a list that does not have their new status', () => {
  const decided = decidedRows(data, new Set(['a', 'c']), 'dismissed', ['suspected']);
  expect(told(decided.pages)).toEqual([[1, 'b suspected'], [1]]);
});

it('keeps rows in a list that has their new status', () => {
  const decided = decidedRows(data, new Set(['a']), 'confirmed', ['suspected', 'confirmed']);
  expect(told(decided.pages)).toEqual([
    [3, 'a confirmed', 'b suspected'],
    [3, 'c suspected'],
  ]);
});
