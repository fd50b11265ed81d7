import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { DeploymentStory } from '@/components/deployments/deployment-story';
import { Prefetched } from '@/components/prefetched';
import { idOf } from '@/components/words/addresses';
import { deploymentQuestion } from '@/lib/api/deployment';
import { enter } from '@/lib/http/enter';
import { deployment } from '@/lib/measure/deployment';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const { required } = await enter('/deployments/[...id]');
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : required(deploymentQuestion, deployment, { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return {
    title: found === undefined ? 'Not found' : `Deployment: ${found.head?.title ?? found.key}`,
  };
}

export default async function DeploymentPage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  const { id } = found;
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(deploymentQuestion, { id }).queryKey, found)}
    >
      <DeploymentStory id={id} />
    </Prefetched>
  );
}
