import { describe, expect, it } from 'vitest';
import type { WeeklyAnswer } from '@/lib/api/weekly';
import { turnText, weekText } from '@/lib/digest/digest-text';

const answer: WeeklyAnswer = {
  week: { from: '2026-03-09', to: '2026-03-15' },
  merged: 12,
  agentShare: { changes: 12, share: 0.25, lower: 0.09, upper: 0.53 },
  mergedBefore: 10,
  regressions: [{ authorship: 'agent', regressions: 1, before: 0 }],
  newest: [
    {
      id: 'acme/web/1',
      title: 'Allow <script> | & more',
      kind: 'revert',
      authorship: 'agent',
      agent: 'Codex',
    },
  ],
  sentence: 'Agents < people?',
};

describe('a week in a chat', () => {
  it('links the week and what came to light, and nothing in a title is a mark of the chat', () => {
    expect(weekText(answer, 'https://aftermerge.example.org')).toBe(
      [
        '*<https://aftermerge.example.org/weekly?week=2026-03-09|The week 9–15 Mar 2026>*',
        'Agents &lt; people?',
        '12 changes were merged, 10 the week before; agents wrote 25% of them (likely 9–53%).',
        '1 change by agents turned out to have broken something, 0 the week before.',
        '• <https://aftermerge.example.org/regressions/acme/web/1|Allow &lt;script&gt; ¦ &amp; more>: revert, by Codex',
      ].join('\n'),
    );
  });

  it('is words alone where nobody said at which address people reach the server', () => {
    expect(weekText(answer, undefined)).toContain('• Allow &lt;script&gt; | &amp; more: revert');
  });
});

it('a turn is told with the sentence of the overview', () => {
  expect(turnText('higher', 'Twice as often.', undefined)).toContain(
    '*Agents’ changes now regress more often than people’s*\nTwice as often.',
  );
});
