import { redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { ask } from '@/components/ask';
import { asAsk, loadTrendParams } from '@/components/filters/filter-params';
import { latestAsk } from '@/components/overview/latest-ask';
import { NothingYet } from '@/components/overview/nothing-yet';
import { Overview } from '@/components/overview/overview';
import { Prefetched } from '@/components/prefetched';
import type { Viewer } from '@/lib/access/viewer';
import { breakdownQuestion } from '@/lib/api/breakdown';
import { compareQuestion } from '@/lib/api/compare';
import { curveQuestion } from '@/lib/api/curve';
import { failureModesQuestion } from '@/lib/api/failure-modes';
import { figuresQuestion } from '@/lib/api/figures';
import { freshnessQuestion } from '@/lib/api/freshness';
import { greenQuestion } from '@/lib/api/green';
import { groupsQuestion } from '@/lib/api/groups';
import { guardrailsQuestion } from '@/lib/api/guardrails';
import { ratesQuestion } from '@/lib/api/rates';
import { regressionsQuestion } from '@/lib/api/regressions';
import { statusQuestion } from '@/lib/api/status';
import { trendQuestion } from '@/lib/api/trend';
import { Filter } from '@/lib/domain/filter';
import { enter } from '@/lib/http/enter';
import { breakdown } from '@/lib/measure/breakdown';
import { compare } from '@/lib/measure/compare';
import { curve } from '@/lib/measure/curve';
import { failureModes } from '@/lib/measure/failure-modes';
import { figures } from '@/lib/measure/figures';
import { freshness } from '@/lib/measure/freshness';
import { green } from '@/lib/measure/green';
import { groups } from '@/lib/measure/groups';
import { guardrails } from '@/lib/measure/guardrails';
import { rates } from '@/lib/measure/rates';
import { regressions } from '@/lib/measure/regressions';
import { status } from '@/lib/measure/status';
import { trend } from '@/lib/measure/trend';

/** Whoever may import or connect something. */
const mayBegin = (viewer: Viewer) => viewer.by === 'person' && viewer.role === 'admin';

export default async function OverviewPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/');
  const { measured, viewer } = entered;
  const known = await measured(statusQuestion, (prisma) => status(prisma, viewer.sight), {});
  if (known?.repositories.length === 0) {
    if (mayBegin(viewer)) redirect('/welcome');
    return <NothingYet />;
  }
  await asCounted(entered, searchParams);
  const { period, before, ...values } = await loadTrendParams(searchParams);
  const filter = asAsk(Filter, values);
  const trendAsk = asAsk(trendQuestion.ask, { ...values, period, before });
  const bySize = asAsk(breakdownQuestion.ask, { ...filter, by: 'size' });
  const byReview = asAsk(breakdownQuestion.ask, { ...filter, by: 'reviewed' });
  const reachAsk = asAsk(freshnessQuestion.ask, filter);
  const byArea = asAsk(groupsQuestion.ask, { ...filter, by: 'area' });
  const [
    trends,
    comparison,
    told,
    latest,
    curves,
    sizes,
    reviews,
    greens,
    areas,
    modes,
    reaches,
    practices,
    counted,
  ] = await Promise.all([
    measured(trendQuestion, trend, trendAsk),
    measured(compareQuestion, compare, filter),
    measured(figuresQuestion, figures, filter),
    measured(regressionsQuestion, regressions, latestAsk(filter)),
    measured(curveQuestion, curve, filter),
    measured(breakdownQuestion, breakdown, bySize),
    measured(breakdownQuestion, breakdown, byReview),
    measured(greenQuestion, green, filter),
    measured(groupsQuestion, groups, byArea),
    measured(failureModesQuestion, failureModes, filter),
    measured(freshnessQuestion, (one, asked) => freshness(one, asked), reachAsk),
    // Guardrails are of no single repository.
    viewer.sight === 'all' ? measured(guardrailsQuestion, guardrails, {}) : undefined,
    measured(ratesQuestion, rates, filter),
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
        client.setQueryData(ask(failureModesQuestion, filter).queryKey, modes);
        client.setQueryData(ask(freshnessQuestion, reachAsk).queryKey, reaches);
        client.setQueryData(ask(guardrailsQuestion, {}).queryKey, practices);
        client.setQueryData(ask(ratesQuestion, filter).queryKey, counted);
      }}
    >
      <Overview />
    </Prefetched>
  );
}
