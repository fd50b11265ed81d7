import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ask } from '@/components/ask';
import { IncidentStory } from '@/components/incidents/incident-story';
import { Prefetched } from '@/components/prefetched';
import { idOf } from '@/components/words/addresses';
import { incidentQuestion } from '@/lib/api/incident';
import { enter } from '@/lib/http/enter';
import { incident } from '@/lib/measure/incident';

interface Props {
  params: Promise<{ id: string[] }>;
}

const load = cache(async (address: string) => {
  const { required } = await enter('/incidents/[...id]');
  const id = idOf(address.split('/'));
  return id === undefined ? undefined : required(incidentQuestion, incident, { id });
});

const addressOf = async ({ params }: Props) => (await params).id.join('/');

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(await addressOf(props));
  return { title: found === undefined ? 'Not found' : `Incident: ${found.title ?? found.key}` };
}

export default async function IncidentPage(props: Props) {
  const found = await load(await addressOf(props));
  if (found === undefined) notFound();
  const { id } = found;
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(incidentQuestion, { id }).queryKey, found)}
    >
      <IncidentStory id={id} />
    </Prefetched>
  );
}
