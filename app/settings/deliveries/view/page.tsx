import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { DeliveryView } from '@/components/sources/delivery-view';
import { deliveryQuestion } from '@/lib/api/deliveries';
import { enter } from '@/lib/http/enter';
import { delivery } from '@/lib/intake/deliveries';

export const metadata: Metadata = { title: 'One delivery' };

export default async function DeliveryPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { prisma } = await enter('/settings/deliveries/view');
  const { data: asked } = deliveryQuestion.ask.safeParse(await searchParams);
  const answer = asked === undefined ? undefined : await delivery(prisma, asked);
  if (asked === undefined || answer === undefined) notFound();
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(deliveryQuestion, asked).queryKey, answer)}
    >
      <DeliveryView asked={asked} />
    </Prefetched>
  );
}
