import type { SearchParams } from 'nuqs/server';
import WelcomePage from '@/app/welcome/page';
import { ask } from '@/components/ask';
import { asAsk, loadTrendParams } from '@/components/filters/filter-params';
import { latestAsk } from '@/components/overview/latest-ask';
import { Overview } from '@/components/overview/overview';
import { Prefetched } from '@/components/prefetched';
import { breakdownQuestion } from '@/lib/api/breakdown';
import { compareQuestion } from '@/lib/api/compare';
import { curveQuestion } from '@/lib/api/curve';
import { figuresQuestion } from '@/lib/api/figures';
import { greenQuestion } from '@/lib/api/green';
import { groupsQuestion } from '@/lib/api/groups';
import { regressionsQuestion } from '@/lib/api/regressions';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';
import { database } from '@/lib/http/database';
import { breakdown } from '@/lib/measure/breakdown';
import { compare } from '@/lib/measure/compare';
import { curve } from '@/lib/measure/curve';
import { figures } from '@/lib/measure/figures';
import { green } from '@/lib/measure/green';
import { groups } from '@/lib/measure/groups';
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
  const bySize = asAsk(breakdownQuestion.ask, { ...filter, by: 'size' });
  const byReview = asAsk(breakdownQuestion.ask, { ...filter, by: 'reviewed' });
  const byArea = asAsk(groupsQuestion.ask, { ...filter, by: 'area' });
  const prisma = database();
  const [trends, comparison, told, latest, curves, sizes, reviews, greens, areas] =
    await Promise.all([
      trend(prisma, trendAsk),
      compare(prisma, filter),
      figures(prisma, filter),
      regressions(prisma, latestAsk(filter)),
      curve(prisma, filter),
      breakdown(prisma, bySize),
      breakdown(prisma, byReview),
      green(prisma, filter),
      groups(prisma, byArea),
    ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(trendQuestion, trendAsk).queryKey, trends);
        client.setQueryData(ask(compareQuestion, filter).queryKey, comparison);
        client.setQueryData(ask(figuresQuestion, filter).queryKey, told);
        client.setQueryData(ask(regressionsQuestion, latestAsk(filter)).queryKey, latest);
        client.setQueryData(ask(curveQuestion, filter).queryKey, curves);
        client.setQueryData(ask(breakdownQuestion, bySize).queryKey, sizes);
        client.setQueryData(ask(breakdownQuestion, byReview).queryKey, reviews);
        client.setQueryData(ask(greenQuestion, filter).queryKey, greens);
        client.setQueryData(ask(groupsQuestion, byArea).queryKey, areas);
      }}
    >
      <Overview />
    </Prefetched>
  );
}
