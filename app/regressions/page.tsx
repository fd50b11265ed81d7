import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { askPages, beganWith } from '@/components/ask';
import { asAsk, loadRegressionsParams } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { RegressionList } from '@/components/tables/regression-list';
import { regressionsQuestion } from '@/lib/api/regressions';
import { enter } from '@/lib/http/enter';
import { regressions } from '@/lib/measure/regressions';

export const metadata: Metadata = { title: 'Regressions' };

export default async function RegressionsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/regressions');
  await asCounted(entered, searchParams);
  const ask = asAsk(regressionsQuestion.ask, await loadRegressionsParams(searchParams));
  const page = await entered.measured(regressionsQuestion, regressions, ask);
  return (
    <Prefetched
      fill={(client) =>
        client.setQueryData(askPages(regressionsQuestion, ask).queryKey, beganWith(page))
      }
    >
      <RegressionList />
    </Prefetched>
  );
}
