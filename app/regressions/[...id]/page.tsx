import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { Prefetched } from '@/components/prefetched';
import { RegressionStory } from '@/components/regression/regression-story';
import { idOf } from '@/components/words/addresses';
import { changeQuestion } from '@/lib/api/change';
import { regressionQuestion } from '@/lib/api/regression';
import { enter } from '@/lib/http/enter';
import { regression } from '@/lib/measure/regression';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const { measured } = await enter('/regressions/[...id]');
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : measured(regressionQuestion, regression, { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found === undefined ? 'Not found' : `Regression: ${found.change.title}` };
}

export default async function RegressionPage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  const { id } = found.change;
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(changeQuestion, { id }).queryKey, found.change)}
    >
      <RegressionStory id={found.regression.id} changeId={id} />
    </Prefetched>
  );
}
