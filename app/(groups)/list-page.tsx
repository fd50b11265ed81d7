import type { SearchParams } from 'nuqs/server';
import { groupPlaces } from '@/app/(groups)/group-places';
import { asCounted } from '@/app/as-counted';
import { ask } from '@/components/ask';
import { loadFilter } from '@/components/filters/filter-params';
import { listAsk } from '@/components/groups/group-asks';
import type { GroupKind } from '@/components/groups/group-kinds';
import { GroupList } from '@/components/groups/group-list';
import { Prefetched } from '@/components/prefetched';
import { groupsQuestion } from '@/lib/api/groups';
import { enter } from '@/lib/http/enter';
import { groups } from '@/lib/measure/groups';

export interface ListProps {
  searchParams: Promise<SearchParams>;
}

/** The list of all groups of a kind, with its answer. */
export async function ListPage({ by, searchParams }: ListProps & { by: GroupKind }) {
  const entered = await enter(groupPlaces[by].list);
  await asCounted(entered, searchParams);
  const asked = listAsk(by, await loadFilter(searchParams));
  const answer = await entered.measured(groupsQuestion, groups, asked);
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(groupsQuestion, asked).queryKey, answer)}>
      <GroupList by={by} />
    </Prefetched>
  );
}
