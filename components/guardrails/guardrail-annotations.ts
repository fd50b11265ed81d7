import { useQuery } from '@tanstack/react-query';
import { useViewer } from '@/components/access/viewer';
import { ask } from '@/components/ask';
import { axisPlace } from '@/components/charts/time-axis';
import type { Annotation } from '@/components/charts/trend-annotations';
import type { TrendMarks } from '@/components/charts/trend-marks';
import { dateWords } from '@/components/words/dates';
import { guardrailsQuestion, type ToldGuardrail } from '@/lib/api/guardrails';
import type { Filter } from '@/lib/domain/filter';

/** More lines than this would hide what they explain. */
const mostDrawn = 6;

type Scope = Pick<Filter, 'repository' | 'team' | 'agent'>;

/** The guardrails of a filter for its trend; none for those who may not know of guardrails. */
export function useGuardrailAnnotations(filter: Scope, span: TrendMarks['span']): Annotation[] {
  const mayKnow = useViewer()?.seesAll ?? false;
  const { data } = useQuery({ ...ask(guardrailsQuestion, {}), enabled: mayKnow });
  return guardrailAnnotations(data?.guardrails ?? [], filter, span);
}

/** The newest guardrails that began within the drawn time and came to what the filter holds, oldest first. */
export function guardrailAnnotations(
  guardrails: readonly ToldGuardrail[],
  scope: Scope,
  [first, last]: TrendMarks['span'],
): Annotation[] {
  return guardrails
    .filter((guardrail) => cameTo(guardrail, scope))
    .map(({ id, name, since }) => ({
      at: axisPlace(since),
      label: name,
      link: { href: `/guardrails/${id}`, name: `Guardrail ${name}, since ${dateWords(since)}` },
    }))
    .filter(({ at }) => at > first && at < last)
    .toSorted((a, b) => a.at - b.at)
    .slice(-mostDrawn);
}

function cameTo({ repositories, agents }: ToldGuardrail, scope: Scope): boolean {
  // Which repositories a team has is not known here: what came to some alone may be of no other.
  if (scope.team !== undefined && repositories.length > 0) return false;
  return meets(repositories, scope.repository) && meets(agents, scope.agent);
}

/** Whether two lists have something in common; an empty or absent one holds everything. */
function meets(named: readonly string[], asked: readonly string[] | undefined): boolean {
  return named.length === 0 || asked === undefined || asked.some((one) => named.includes(one));
}
