import { expect, it } from 'vitest';
import { compareLinks, type FoundLink } from '@/lib/evaluation/compare-links';
import type { RevertLabel } from '@/lib/evaluation/label';

const label = (sha: string, kind: RevertLabel['kind'], ...targets: string[]): RevertLabel => ({
  ...{ type: 'revert', sha, kind, form: 'quoted', targets },
});
const link = (cause: string, target: string, more: Partial<FoundLink> = {}): FoundLink => ({
  ...{ cause, target, kind: 'revert', state: 'confirmed', rule: 'r', matched: 'm', ...more },
});
/** Commits `a1`, `a2` landed as change `a`. */
const landedBy = new Map(
  ['a1', 'a2', 'b1', 'c1', 'd1', 'x1', 'y1'].map((sha) => [sha, sha.slice(0, 1)]),
);

it('compares pairs of changes, whichever of their commits the labels name', () => {
  const labels = [label('a1', 'revert', 'x1'), label('a2', 'revert', 'x1', 'y1')];
  const { scores, wrong, missed } = compareLinks(labels, landedBy, [
    link('a', 'x'),
    link('a', 'b'),
  ]);
  expect(scores[0]).toEqual({ name: 'revert', labelled: 2, found: 1, ours: 2, right: 1 });
  expect(wrong).toMatchObject([{ cause: 'a', target: 'b' }]);
  expect(missed).toMatchObject([{ cause: 'a', target: 'y', form: 'quoted' }]);
});

it('takes what the revert had undone for what a reapply brings back', () => {
  const labels = [label('a1', 'revert', 'x1'), label('b1', 'reapply', 'a1')];
  const found = [link('a', 'x'), link('b', 'x', { kind: 'reapply' })];
  const { scores } = compareLinks(labels, landedBy, found);
  expect(scores).toEqual([
    { name: 'revert', labelled: 1, found: 1, ours: 1, right: 1 },
    { name: 'reapply', labelled: 1, found: 1, ours: 1, right: 1 },
    { name: 'all', labelled: 2, found: 2, ours: 2, right: 2 },
  ]);
});

it('shows a right link of the other kind', () => {
  const found = [link('a', 'x', { kind: 'reapply' })];
  const { scores, otherKind } = compareLinks([label('a1', 'revert', 'x1')], landedBy, found);
  expect(scores[0]).toMatchObject({ labelled: 1, found: 1, ours: 1, right: 1 });
  expect(otherKind).toEqual(found);
});

it('knows a revert that landed together with what it undoes, where the labels ask for it', () => {
  const found = [
    link('a', 'a', { state: 'one-landing' }),
    link('b', 'b', { state: 'one-landing' }),
  ];
  const labels = [label('a1', 'revert', 'a2'), label('b1', 'revert', 'x1')];
  const { scores } = compareLinks(labels, landedBy, found);
  expect(scores[0]).toEqual({ name: 'revert', labelled: 2, found: 1, ours: 1, right: 1 });
});

it('holds apart what the labels cannot tell and what is too unsure to count', () => {
  const unsure = link('a', 'x', { state: 'suspected' });
  const found = [unsure, link('b', 'y'), link('c', 'y')];
  const labels = [label('a1', 'revert', 'x1'), label('b1', 'revert')];
  const compared = compareLinks(labels, landedBy, found);
  expect(compared.scores.at(-1)).toEqual({ name: 'all', labelled: 1, found: 0, ours: 0, right: 0 });
  expect(compared.strictly).toMatchObject({ labelled: 1, ours: 2, right: 0 });
  expect(compared.suspected).toEqual([unsure]);
  expect(compared.beyond).toEqual([link('b', 'y')]);
  expect(compared.unlabelled).toEqual([link('c', 'y')]);
});

it('misses a target that is not in the history', () => {
  const { missed } = compareLinks([label('a1', 'revert', 'elsewhere')], landedBy, []);
  expect(missed).toMatchObject([{ cause: 'a', target: 'elsewhere' }]);
});
