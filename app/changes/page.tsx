import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { ask as asked, askPages, beganWith } from '@/components/ask';
import { asAsk, loadChangesParams } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { ChangeList } from '@/components/tables/change-list';
import { changesQuestion } from '@/lib/api/changes';
import { viewsQuestion } from '@/lib/api/views';
import { enter } from '@/lib/http/enter';
import { changes } from '@/lib/measure/changes';
import { views } from '@/lib/measure/views';

export const metadata: Metadata = { title: 'Changes' };

export default async function ChangesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/changes');
  await asCounted(entered, searchParams);
  const ask = asAsk(changesQuestion.ask, await loadChangesParams(searchParams));
  const viewsAsk = { path: '/changes' } as const;
  const [page, saved] = await Promise.all([
    entered.measured(changesQuestion, changes, ask),
    entered.measured(viewsQuestion, (prisma) => views(prisma, viewsAsk, entered.viewer), viewsAsk),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(askPages(changesQuestion, ask).queryKey, beganWith(page));
        client.setQueryData(asked(viewsQuestion, viewsAsk).queryKey, saved);
      }}
    >
      <ChangeList />
    </Prefetched>
  );
}
