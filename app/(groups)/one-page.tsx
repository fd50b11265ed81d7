import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { cache } from 'react';
import { groupPlaces } from '@/app/(groups)/group-places';
import { asCounted } from '@/app/as-counted';
import { ask } from '@/components/ask';
import { loadTrendParams } from '@/components/filters/filter-params';
import { groupAsks } from '@/components/groups/group-asks';
import type { GroupKind } from '@/components/groups/group-kinds';
import { GroupPage } from '@/components/groups/group-page';
import { Prefetched } from '@/components/prefetched';
import { idOf } from '@/components/words/addresses';
import { agentVersionsQuestion } from '@/lib/api/agent-versions';
import { compareQuestion } from '@/lib/api/compare';
import { flowQuestion } from '@/lib/api/flow';
import { groupsQuestion } from '@/lib/api/groups';
import { heatMapQuestion } from '@/lib/api/heat-map';
import { regressionsQuestion } from '@/lib/api/regressions';
import { trendQuestion } from '@/lib/api/trend';
import { agentName } from '@/lib/domain/agent';
import { Filter } from '@/lib/domain/filter';
import { enter } from '@/lib/http/enter';
import { agentVersions } from '@/lib/measure/agent-versions';
import { compare } from '@/lib/measure/compare';
import { flow } from '@/lib/measure/flow';
import { groups } from '@/lib/measure/groups';
import { heatMap } from '@/lib/measure/heat-map';
import { regressions } from '@/lib/measure/regressions';
import { status } from '@/lib/measure/status';
import { trend } from '@/lib/measure/trend';

export interface OneProps {
  params: Promise<{ id: string[] }>;
  searchParams: Promise<SearchParams>;
}

/** The name of a group by its address; undefined where no filter could name it, or nothing is so called. */
const nameOf = cache(async (by: GroupKind, address: string) => {
  const { prisma, viewer } = await enter(groupPlaces[by].one);
  const group = idOf(address.split('/'));
  if (group === undefined || !Filter.shape[by].safeParse([group]).success) return undefined;
  if (by === 'agent') return { group, name: agentName(group) };
  if (by === 'area') return { group, name: group };
  if (by === 'repository') {
    const { repositories } = await status(prisma, viewer.sight);
    return repositories.some(({ name }) => name === group) ? { group, name: group } : undefined;
  }
  const { teams } = await status(prisma, viewer.sight);
  const team = teams.find(({ id }) => id === group);
  return team === undefined ? undefined : { group, name: team.name };
});

const addressOf = async ({ params }: OneProps) => (await params).id.join('/');

/** The title of the page of one group. */
export async function oneMetadata(by: GroupKind, props: OneProps): Promise<Metadata> {
  const found = await nameOf(by, await addressOf(props));
  return { title: found?.name ?? 'Not found' };
}

/** The page of one group, with the answers to all that it asks. */
export async function OnePage({ by, ...props }: OneProps & { by: GroupKind }) {
  const found = await nameOf(by, await addressOf(props));
  if (found === undefined) notFound();
  const { group, name } = found;
  const entered = await enter(groupPlaces[by].one);
  const { measured } = entered;
  await asCounted(entered, props.searchParams);
  const asks = groupAsks(by, group, await loadTrendParams(props.searchParams));
  const [among, comparison, trends, heat, flows, latest, versions, parts] = await Promise.all([
    measured(groupsQuestion, groups, asks.among),
    measured(compareQuestion, compare, asks.compare),
    measured(trendQuestion, trend, asks.trend),
    measured(heatMapQuestion, heatMap, asks.heatMap),
    measured(flowQuestion, flow, asks.flow),
    measured(regressionsQuestion, regressions, asks.latest),
    by === 'agent' ? measured(agentVersionsQuestion, agentVersions, asks.versions) : undefined,
    Promise.all(asks.parts.map((part) => measured(groupsQuestion, groups, part.ask))),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(groupsQuestion, asks.among).queryKey, among);
        client.setQueryData(ask(compareQuestion, asks.compare).queryKey, comparison);
        client.setQueryData(ask(trendQuestion, asks.trend).queryKey, trends);
        client.setQueryData(ask(heatMapQuestion, asks.heatMap).queryKey, heat);
        client.setQueryData(ask(flowQuestion, asks.flow).queryKey, flows);
        client.setQueryData(ask(regressionsQuestion, asks.latest).queryKey, latest);
        client.setQueryData(ask(agentVersionsQuestion, asks.versions).queryKey, versions);
        asks.parts.forEach((part, index) => {
          client.setQueryData(ask(groupsQuestion, part.ask).queryKey, parts[index]);
        });
      }}
    >
      <GroupPage by={by} group={group} name={name} />
    </Prefetched>
  );
}
