import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { ask as asked, askPages, beganWith } from '@/components/ask';
import { asAsk, loadRegressionsParams } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { RegressionList } from '@/components/tables/regression-list';
import { regressionsQuestion } from '@/lib/api/regressions';
import { viewsQuestion } from '@/lib/api/views';
import { enter } from '@/lib/http/enter';
import { regressions } from '@/lib/measure/regressions';
import { views } from '@/lib/measure/views';

export const metadata: Metadata = { title: 'Regressions' };

export default async function RegressionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/regressions');
  await asCounted(entered, searchParams);
  const ask = asAsk(regressionsQuestion.ask, await loadRegressionsParams(searchParams));
  const viewsAsk = { path: '/regressions' } as const;
  const [page, saved] = await Promise.all([
    entered.measured(regressionsQuestion, regressions, ask),
    entered.measured(viewsQuestion, (prisma) => views(prisma, viewsAsk, entered.viewer), viewsAsk),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(askPages(regressionsQuestion, ask).queryKey, beganWith(page));
        client.setQueryData(asked(viewsQuestion, viewsAsk).queryKey, saved);
      }}
    >
      <RegressionList />
    </Prefetched>
  );
}
