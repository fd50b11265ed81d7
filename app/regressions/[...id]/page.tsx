import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { RegressionStory } from '@/components/regression/regression-story';
import { idOf } from '@/components/words/addresses';
import { database } from '@/lib/http/database';
import { regression } from '@/lib/measure/regression';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : regression(database(), { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found === undefined ? 'Not found' : `Regression: ${found.change.title}` };
}

export default async function RegressionPage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  return <RegressionStory {...found} />;
}
