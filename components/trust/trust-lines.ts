import type { Line } from '@/components/charts/table-csv';
import type { TrustRepository } from '@/lib/api/trust';

/** What is proven where, as the lines of a file. */
export function trustLines(told: readonly TrustRepository[]): Line[] {
  return [
    [
      ...['repository', 'error_budget', 'agent', 'kind_of_work', 'trust', 'rate', 'lower', 'upper'],
      ...['regressions', 'changes', 'people_rate', 'people_regressions', 'people_changes', 'why'],
    ],
    ...told.flatMap(({ repository, budget, agents }) =>
      agents.flatMap(({ agent, cells }) =>
        cells.map(({ kindOfWork, trust, rate, people, sentence }) => [
          ...[repository, budget, agent ?? 'all', kindOfWork ?? 'all', trust],
          ...[rate.rate, rate.lower, rate.upper, rate.regressions, rate.changes],
          ...[people.rate, people.regressions, people.changes, sentence],
        ]),
      ),
    ),
  ];
}
