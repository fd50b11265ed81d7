import type { SearchParams } from 'nuqs/server';
import WelcomePage from '@/app/welcome/page';
import { ask } from '@/components/ask';
import { asAsk, loadTrendParams } from '@/components/filters/filter-params';
import { latestAsk } from '@/components/overview/latest-ask';
import { Overview } from '@/components/overview/overview';
import { Prefetched } from '@/components/prefetched';
import { compareQuestion } from '@/lib/api/compare';
import { regressionsQuestion } from '@/lib/api/regressions';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';
import { database } from '@/lib/http/database';
import { compare } from '@/lib/measure/compare';
import { regressions } from '@/lib/measure/regressions';
import { status } from '@/lib/measure/status';
import { trend } from '@/lib/measure/trend';

export default async function OverviewPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { repositories } = await status(database());
  if (repositories.length === 0) return <WelcomePage />;
  const { period, ...values } = await loadTrendParams(searchParams);
  const filter = asAsk(Filter, values);
  const trendAsk = asAsk(trendQuestion.ask, { ...values, period });
  const [trends, comparison, latest] = await Promise.all([
    trend(database(), trendAsk),
    compare(database(), filter),
    regressions(database(), latestAsk(filter)),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(trendQuestion, trendAsk).queryKey, trends);
        client.setQueryData(ask(compareQuestion, filter).queryKey, comparison);
        client.setQueryData(ask(regressionsQuestion, latestAsk(filter)).queryKey, latest);
      }}
    >
      <Overview />
    </Prefetched>
  );
}
