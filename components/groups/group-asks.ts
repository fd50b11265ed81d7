import { asAsk, type FilterParams } from '@/components/filters/filter-params';
import {
  type GroupKind,
  groupKinds,
  narrowed,
  ownAuthorship,
} from '@/components/groups/group-kinds';
import { agentVersionsQuestion } from '@/lib/api/agent-versions';
import { compareQuestion } from '@/lib/api/compare';
import { flowQuestion } from '@/lib/api/flow';
import { groupsQuestion } from '@/lib/api/groups';
import { heatMapQuestion } from '@/lib/api/heat-map';
import { regressionsQuestion } from '@/lib/api/regressions';
import { type TrendAsk, trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';

/** How many of the newest regressions stand at the end of a page. */
const latestCount = 8;

/** What the list of groups asks, from the values of its URL. */
export function listAsk(by: GroupKind, values: FilterParams) {
  const authorship = ownAuthorship(by, values);
  return asAsk(groupsQuestion.ask, { ...values, authorship, by });
}

/** Everything that the page of one group asks: what server and browser both ask for. */
export function groupAsks(
  by: GroupKind,
  group: string,
  { period, before, ...values }: FilterParams & Pick<TrendAsk, 'period' | 'before'>,
) {
  const beside = narrowed(values, by, group);
  const own = { ...beside, authorship: ownAuthorship(by, values) };
  return {
    /** The group beside people, where it is an agent; else all that the filter picks in it. */
    filter: asAsk(Filter, beside),
    /** Its own changes alone. */
    own: asAsk(Filter, own),
    among: listAsk(by, { ...values, [by]: null }),
    compare: asAsk(compareQuestion.ask, beside),
    trend: asAsk(trendQuestion.ask, { ...beside, period, before }),
    heatMap: asAsk(heatMapQuestion.ask, own),
    flow: asAsk(flowQuestion.ask, { ...beside, authorship: undefined }),
    versions: asAsk(agentVersionsQuestion.ask, own),
    latest: asAsk(regressionsQuestion.ask, { ...own, limit: latestCount }),
    parts: groupKinds[by].partsBy.map((part) => ({
      by: part,
      ask: asAsk(groupsQuestion.ask, { ...own, by: part }),
    })),
  };
}
export type GroupAsks = ReturnType<typeof groupAsks>;
