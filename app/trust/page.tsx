import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { askPages, beganWith } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { TrustPage } from '@/components/trust/trust-page';
import { loadTrustParams } from '@/components/trust/trust-params';
import { trustQuestion } from '@/lib/api/trust';
import { enter } from '@/lib/http/enter';
import { trust } from '@/lib/measure/trust';

export const metadata: Metadata = { title: 'Trust' };

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const entered = await enter('/trust');
  await asCounted(entered, searchParams);
  const ask = asAsk(trustQuestion.ask, await loadTrustParams(searchParams));
  const page = await entered.measured(trustQuestion, trust, ask);
  return (
    <Prefetched
      fill={(client) => client.setQueryData(askPages(trustQuestion, ask).queryKey, beganWith(page))}
    >
      <TrustPage />
    </Prefetched>
  );
}
