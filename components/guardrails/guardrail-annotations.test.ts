import { describe, expect, it } from 'vitest';
import { axisPlace } from '@/components/charts/time-axis';
import { guardrailAnnotations } from '@/components/guardrails/guardrail-annotations';
import type { ToldGuardrail } from '@/lib/api/guardrails';

const guardrail = (id: number, since: string, scope: Partial<ToldGuardrail> = {}) => ({
  id,
  name: `Practice ${id}`,
  kind: 'tests' as const,
  what: 'Tests before merge',
  since,
  repositories: [],
  agents: [],
  reason: 'It broke',
  addedBy: 'Ada',
  addedAt: `${since}T00:00:00.000Z`,
  ...scope,
});
const span: [number, number] = [axisPlace('2026-01-01'), axisPlace('2026-06-02')];
const labels = (list: readonly ToldGuardrail[], scope: object) =>
  guardrailAnnotations(list, scope, span).map(({ label }) => label);

describe('guardrails on the trend', () => {
  it('stand at the day that they began, oldest first, and lead to their page', () => {
    const list = [guardrail(2, '2026-05-04'), guardrail(1, '2026-02-10')];
    expect(guardrailAnnotations(list, {}, span)).toEqual([
      {
        at: axisPlace('2026-02-10'),
        label: 'Practice 1',
        link: { href: '/guardrails/1', name: 'Guardrail Practice 1, since 10 Feb 2026' },
      },
      expect.objectContaining({ at: axisPlace('2026-05-04'), label: 'Practice 2' }),
    ]);
  });

  it('are left out before and after the drawn time', () => {
    expect(labels([guardrail(1, '2025-12-31'), guardrail(2, '2026-06-02')], {})).toEqual([]);
  });

  it.each([
    ['everything', {}, ['Practice 1', 'Practice 2', 'Practice 3']],
    ['its repository', { repository: ['acme/web'] }, ['Practice 1', 'Practice 2', 'Practice 3']],
    ['another repository', { repository: ['acme/api'] }, ['Practice 1', 'Practice 3']],
    ['another agent', { agent: ['codex'] }, ['Practice 1', 'Practice 2']],
    [
      'a team, whose repositories nobody knows here',
      { team: ['web'] },
      ['Practice 1', 'Practice 3'],
    ],
  ])('are those that came to %s', (_, scope, expected) => {
    const list = [
      guardrail(1, '2026-02-01'),
      guardrail(2, '2026-02-02', { repositories: ['acme/web'] }),
      guardrail(3, '2026-02-03', { agents: ['devin'] }),
    ];
    expect(labels(list, scope)).toEqual(expected);
  });

  it('are so few that the lines can still be read: the newest', () => {
    const list = Array.from({ length: 9 }, (_, index) => guardrail(index, `2026-03-0${index + 1}`));
    expect(labels(list, {})).toEqual([3, 4, 5, 6, 7, 8].map((id) => `Practice ${id}`));
  });
});
