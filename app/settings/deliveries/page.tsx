import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ask, askPages, beganWith } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { DeliveryList } from '@/components/sources/delivery-list';
import { loadDeliveryParams } from '@/components/sources/delivery-params';
import { deliveriesQuestion } from '@/lib/api/deliveries';
import { sourcesQuestion } from '@/lib/api/sources';
import { enter } from '@/lib/http/enter';
import { deliveries } from '@/lib/intake/deliveries';
import { sourceHealth } from '@/lib/intake/source-health';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { measured } = await enter('/settings/deliveries');
  const asked = asAsk(deliveriesQuestion.ask, await loadDeliveryParams(searchParams));
  const [page, sources] = await Promise.all([
    measured(deliveriesQuestion, deliveries, asked),
    measured(sourcesQuestion, (prisma) => sourceHealth(prisma), {}),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(sourcesQuestion, {}).queryKey, sources);
        client.setQueryData(askPages(deliveriesQuestion, asked).queryKey, beganWith(page));
      }}
    >
      <DeliveryList />
    </Prefetched>
  );
}
