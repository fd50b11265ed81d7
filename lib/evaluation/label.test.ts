import { expect, it, test } from 'vitest';
import { addLabel, type Labels } from '@/lib/evaluation/label';

const sha = 'a'.repeat(40);
const noLabels = (): Labels => ({ commits: new Map(), reverts: [] });

it('takes what labels call a bot for automation, and their agents by our slugs', () => {
  const labels = noLabels();
  addLabel(labels, `{"type":"commit","sha":"${sha}","class":"bot","agents":""}`, 1);
  addLabel(
    labels,
    `{"type":"commit","sha":"${'b'.repeat(40)}","class":"assisted","agents":"roo,claude","pr":"7"}`,
    2,
  );
  expect([...labels.commits.values()]).toEqual([
    { authorship: 'automation', agents: [] },
    { authorship: 'assisted', agents: ['claude-code', 'roo'] },
  ]);
});

test.each([
  ['not json', /^Line 3 of the labels is no JSON\./],
  ['[]', /^Line 3 of the labels is wrong: must be an object/],
  [`{"sha":"${sha}"}`, /^Line 3 of the labels is wrong: type is missing/],
  [`{"type":"merge","sha":"${sha}"}`, /^Line 3 of the labels is wrong: type /],
  ['{"type":"commit","sha":"abc"}', /^Line 3 of the labels is wrong: sha a sha is 40/],
  [`{"type":"commit","sha":"${sha}","class":"dog","agents":""}`, /wrong: class must be agent/],
  [`{"type":"revert","sha":"${sha}","kind":"revert","form":"body","targets":["x"]}`, /targets\.0/],
])('the line %j is refused', (line, words) => {
  expect(() => addLabel(noLabels(), line, 3)).toThrow(words);
});
