import { expect, it } from 'vitest';
import { newTeamId } from '@/components/settings/team-id';
import { TeamId } from '@/lib/domain/team';

it.each([
  ['Payments', [], 'payments'],
  ['🛒', [], 'team'],
  ['Payments', ['payments'], 'payments-2'],
  ['Payments', ['payments', 'payments-2'], 'payments-3'],
  ['x'.repeat(200), [], 'x'.repeat(50)],
] as const)('a team %s beside %j is %s', (name, taken, id) => {
  const made = newTeamId(name, new Set(taken));
  expect(made).toBe(id);
  expect(TeamId.safeParse(made).success).toBe(true);
});
