import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { cache } from 'react';
import { asCounted } from '@/app/as-counted';
import { ask as asked } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { loadGuardrailParams } from '@/components/guardrails/guardrail-params';
import { GuardrailStory } from '@/components/guardrails/guardrail-story';
import { Prefetched } from '@/components/prefetched';
import { guardrailQuestion } from '@/lib/api/guardrail';
import { GuardrailId, guardrailsQuestion } from '@/lib/api/guardrails';
import { enter } from '@/lib/http/enter';
import { guardrail } from '@/lib/measure/guardrail';
import { guardrails } from '@/lib/measure/guardrails';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

const idOf = async ({ params }: Props) => GuardrailId.safeParse(await params).data?.id;

/** Those that stand; undefined where they could not be asked for. */
const standing = cache(async () => {
  const { measured } = await enter('/guardrails/[id]');
  return (await measured(guardrailsQuestion, guardrails, {}))?.guardrails;
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const id = await idOf(props);
  const all = await standing();
  if (all === undefined) return { title: 'Guardrail' };
  const told = all.find((one) => one.id === id);
  return { title: told === undefined ? 'Not found' : `Guardrail: ${told.name}` };
}

export default async function GuardrailPage(props: Props) {
  const entered = await enter('/guardrails/[id]');
  const id = await idOf(props);
  const all = await standing();
  if (id === undefined || all?.every((one) => one.id !== id)) notFound();
  await asCounted(entered, props.searchParams);
  const ask = asAsk(guardrailQuestion.ask, {
    id,
    ...(await loadGuardrailParams(props.searchParams)),
  });
  const answer = await entered.measured(guardrailQuestion, guardrail, ask);
  return (
    <Prefetched
      fill={(client) => client.setQueryData(asked(guardrailQuestion, ask).queryKey, answer)}
    >
      <GuardrailStory id={id} />
    </Prefetched>
  );
}
