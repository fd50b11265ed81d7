import { expect, it } from 'vitest';
import { weeklyMarkdown } from '@/components/weekly/weekly-words';
import type { WeeklyAnswer } from '@/lib/api/weekly';

const answer: WeeklyAnswer = {
  week: { from: '2026-11-16', to: '2026-11-22' },
  merged: 120,
  mergedBefore: 98,
  agentShare: { changes: 48, share: 0.4, lower: 0.32, upper: 0.49 },
  regressions: [{ authorship: 'agent', regressions: 3, before: 1 }],
  newest: [
    { id: 'acme/web/1', title: 'Fix [it]', kind: 'revert', authorship: 'agent', agent: 'Codex' },
  ],
  sentence: 'No difference shown yet.',
};

it('a week is told as Markdown that can be pasted', () => {
  const text = weeklyMarkdown(answer, (id) => `https://a.example/regressions/${id}`);
  expect(text.split('\n')).toEqual([
    '## The week 16–22 Nov 2026',
    '',
    'No difference shown yet.',
    '',
    '120 changes were merged, 98 the week before; agents wrote 40% of them (likely 32–49%).',
    '',
    '3 changes by agents turned out to have broken something, 1 the week before.',
    '',
    '- [Fix \\[it\\]](https://a.example/regressions/acme/web/1): revert, by Codex',
  ]);
});
