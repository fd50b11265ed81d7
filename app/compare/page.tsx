import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { ask } from '@/components/ask';
import { loadCohorts } from '@/components/compare/cohort-params';
import { Comparison } from '@/components/compare/comparison';
import { Prefetched } from '@/components/prefetched';
import { cohortsQuestion } from '@/lib/api/cohorts';
import { enter } from '@/lib/http/enter';
import { cohorts } from '@/lib/measure/cohorts';

export const metadata: Metadata = { title: 'Compare' };

export default async function ComparePage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const entered = await enter('/compare');
  await asCounted(entered, searchParams);
  const asked = await loadCohorts(searchParams);
  const answer = await entered.measured(cohortsQuestion, cohorts, asked);
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(cohortsQuestion, asked).queryKey, answer)}
    >
      <Comparison />
    </Prefetched>
  );
}
