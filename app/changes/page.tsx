import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { askPages, beganWith } from '@/components/ask';
import { asAsk, loadChangesParams } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { ChangeList } from '@/components/tables/change-list';
import { changesQuestion } from '@/lib/api/changes';
import { enter } from '@/lib/http/enter';
import { changes } from '@/lib/measure/changes';

export const metadata: Metadata = { title: 'Changes' };

export default async function ChangesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/changes');
  await asCounted(entered, searchParams);
  const ask = asAsk(changesQuestion.ask, await loadChangesParams(searchParams));
  const page = await entered.measured(changesQuestion, changes, ask);
  return (
    <Prefetched
      fill={(client) =>
        client.setQueryData(askPages(changesQuestion, ask).queryKey, beganWith(page))
      }
    >
      <ChangeList />
    </Prefetched>
  );
}
