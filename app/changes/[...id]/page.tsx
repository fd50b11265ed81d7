import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ChangeStory } from '@/components/change/change-story';
import { idOf } from '@/components/words/addresses';
import { database } from '@/lib/http/database';
import { change } from '@/lib/measure/change';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : change(database(), { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found?.title ?? 'Not found' };
}

export default async function ChangePage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  return <ChangeStory change={found} />;
}
