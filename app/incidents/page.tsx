import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { askPages, beganWith } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { IncidentList } from '@/components/incidents/incident-list';
import { loadIncidentsParams } from '@/components/incidents/incident-params';
import { Prefetched } from '@/components/prefetched';
import { incidentsQuestion } from '@/lib/api/incidents';
import { enter } from '@/lib/http/enter';
import { incidents } from '@/lib/measure/incidents';

export const metadata: Metadata = { title: 'Incidents' };

export default async function IncidentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { measured } = await enter('/incidents');
  const ask = asAsk(incidentsQuestion.ask, await loadIncidentsParams(searchParams));
  const page = await measured(incidentsQuestion, incidents, ask);
  return (
    <Prefetched
      fill={(client) =>
        client.setQueryData(askPages(incidentsQuestion, ask).queryKey, beganWith(page))
      }
    >
      <IncidentList />
    </Prefetched>
  );
}
