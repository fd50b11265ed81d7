import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ask } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { Weekly } from '@/components/weekly/weekly';
import { loadWeekly } from '@/components/weekly/weekly-params';
import { weeklyQuestion } from '@/lib/api/weekly';
import { enter } from '@/lib/http/enter';
import { weekly } from '@/lib/measure/weekly';

export const metadata: Metadata = { title: 'The week' };

export default async function WeeklyPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { measured } = await enter('/weekly');
  const asked = asAsk(weeklyQuestion.ask, await loadWeekly(searchParams));
  const answer = await measured(weeklyQuestion, weekly, asked);
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(weeklyQuestion, asked).queryKey, answer)}>
      <Weekly />
    </Prefetched>
  );
}
