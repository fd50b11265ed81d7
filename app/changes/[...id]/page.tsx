import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { ChangeStory } from '@/components/change/change-story';
import { Prefetched } from '@/components/prefetched';
import { idOf } from '@/components/words/addresses';
import { changeQuestion } from '@/lib/api/change';
import { enter } from '@/lib/http/enter';
import { change } from '@/lib/measure/change';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const { required } = await enter('/changes/[...id]');
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : required(changeQuestion, change, { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found?.title ?? 'Not found' };
}

export default async function ChangePage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  const { id } = found;
  return (
    <Prefetched fill={(client) => client.setQueryData(ask(changeQuestion, { id }).queryKey, found)}>
      <ChangeStory id={id} />
    </Prefetched>
  );
}
