import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { GuardrailList } from '@/components/guardrails/guardrail-list';
import { Prefetched } from '@/components/prefetched';
import { guardrailsQuestion } from '@/lib/api/guardrails';
import { enter } from '@/lib/http/enter';
import { guardrails } from '@/lib/measure/guardrails';

export const metadata: Metadata = { title: 'Guardrails' };

export default async function GuardrailsPage() {
  const { measured } = await enter('/guardrails');
  const answer = await measured(guardrailsQuestion, guardrails, {});
  return (
    <Prefetched
      fill={(client) => client.setQueryData(ask(guardrailsQuestion, {}).queryKey, answer)}
    >
      <GuardrailList />
    </Prefetched>
  );
}
