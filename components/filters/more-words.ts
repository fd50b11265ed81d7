import type { FilterParams } from '@/components/filters/filter-params';
import { sizeLabels, workLabels } from '@/components/words/labels';
import { listed } from '@/components/words/list-words';
import type { Mode } from '@/lib/domain/change';

export type MoreValues = Pick<
  FilterParams,
  'team' | 'kindOfWork' | 'size' | 'mode' | 'reviewed' | 'confidence' | 'area' | 'branch'
> &
  Partial<Pick<FilterParams, 'suspected'>>;
/** How many of the filters that are seldom asked for are set. */
export function countMore(values: MoreValues): number {
  const { team, mode, kindOfWork, size, area, reviewed, branch, confidence, suspected } = values;
  return [
    confidence !== 'all',
    suspected === 'counted',
    ...[team, mode, kindOfWork, size, area, reviewed, branch].map((one) => one !== null),
  ].filter(Boolean).length;
}

export const modeLabels: Record<Mode, string> = {
  autonomous: 'Autonomous: the agent opened it',
  paired: 'Paired: a person opened it',
};

export const reviewedLabels = { yes: 'By a person other than the author', no: 'By nobody else' };
export const sureLabel = 'Only the sure ones';

/** Everything of it that is set: `Team: Shop; Size: under 10 lines or 10–49 lines`. */
export function moreWords(
  values: MoreValues,
  teams: readonly { id: string; name: string }[],
): string {
  const { team, kindOfWork, size, mode, reviewed, confidence, area, branch, suspected } = values;
  const set = {
    'Suspected regressions': suspected === 'counted' ? ['counted'] : null,
    Team: team?.map((id) => teams.find((one) => one.id === id)?.name ?? id),
    'Kind of work': kindOfWork?.map((one) => workLabels[one]),
    Size: size?.map((one) => sizeLabels[one]),
    'How agents worked': mode?.map((one) => modeLabels[one]),
    'Review before merge': reviewed === null ? null : [reviewedLabels[reviewed]],
    'Marks of agents': confidence === 'high' ? [sureLabel] : null,
    Area: area,
    Branch: branch,
  };
  return Object.entries(set)
    .flatMap(([name, chosen]) => (chosen == null ? [] : `${name}: ${listed(chosen, 'or')}`))
    .join('; ');
}
