import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { asCounted } from '@/app/as-counted';
import { ask as asked } from '@/components/ask';
import { asAsk } from '@/components/filters/filter-params';
import { loadGuardrailParams } from '@/components/guardrails/guardrail-params';
import { GuardrailStory } from '@/components/guardrails/guardrail-story';
import { Prefetched } from '@/components/prefetched';
import { guardrailQuestion } from '@/lib/api/guardrail';
import { GuardrailId } from '@/lib/api/guardrails';
import { enter } from '@/lib/http/enter';
import { guardrail } from '@/lib/measure/guardrail';
import { guardrails } from '@/lib/measure/guardrails';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

const idOf = async ({ params }: Props) => GuardrailId.safeParse(await params).data?.id;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const id = await idOf(props);
  const { prisma } = await enter('/guardrails/[id]');
  const told = (await guardrails(prisma)).guardrails.find((one) => one.id === id);
  return { title: told === undefined ? 'Not found' : `Guardrail: ${told.name}` };
}

export default async function GuardrailPage(props: Props) {
  const entered = await enter('/guardrails/[id]');
  const id = await idOf(props);
  if (id === undefined) notFound();
  await asCounted(entered, props.searchParams);
  const ask = asAsk(guardrailQuestion.ask, {
    id,
    ...(await loadGuardrailParams(props.searchParams)),
  });
  const answer = await entered.measured(guardrailQuestion, guardrail, ask);
  if (answer === undefined) notFound();
  return (
    <Prefetched
      fill={(client) => client.setQueryData(asked(guardrailQuestion, ask).queryKey, answer)}
    >
      <GuardrailStory id={id} />
    </Prefetched>
  );
}
