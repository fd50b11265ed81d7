import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { ask as asked, askPages, beganWith } from '@/components/ask';
import { DeploymentList } from '@/components/deployments/deployment-list';
import { loadDeploymentsParams } from '@/components/deployments/deployment-params';
import { asAsk } from '@/components/filters/filter-params';
import { Prefetched } from '@/components/prefetched';
import { deploymentsQuestion } from '@/lib/api/deployments';
import { doraQuestion } from '@/lib/api/dora';
import { enter } from '@/lib/http/enter';
import { deployments } from '@/lib/measure/deployments';
import { dora } from '@/lib/measure/dora';

export const metadata: Metadata = { title: 'Deployments' };

export default async function DeploymentsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const { measured } = await enter('/deployments');
  const values = await loadDeploymentsParams(searchParams);
  const { from, to, repository, team } = values;
  const ask = asAsk(deploymentsQuestion.ask, values);
  const doraAsk = asAsk(doraQuestion.ask, { from, to, repository, team });
  const [page, measures] = await Promise.all([
    measured(deploymentsQuestion, deployments, ask),
    measured(doraQuestion, dora, doraAsk),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(askPages(deploymentsQuestion, ask).queryKey, beganWith(page));
        client.setQueryData(asked(doraQuestion, doraAsk).queryKey, measures);
      }}
    >
      <DeploymentList />
    </Prefetched>
  );
}
