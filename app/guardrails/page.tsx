import type { Metadata } from 'next';
import { ask } from '@/components/ask';
import { GuardrailList } from '@/components/guardrails/guardrail-list';
import { Prefetched } from '@/components/prefetched';
import { guardrailEffectsQuestion } from '@/lib/api/guardrail-effects';
import { guardrailsQuestion } from '@/lib/api/guardrails';
import { enter } from '@/lib/http/enter';
import { guardrailEffects } from '@/lib/measure/guardrail-effects';
import { guardrails } from '@/lib/measure/guardrails';

export const metadata: Metadata = { title: 'Guardrails' };

export default async function GuardrailsPage() {
  const { measured } = await enter('/guardrails');
  const effectsAsk = guardrailEffectsQuestion.ask.parse({});
  const [answer, effects] = await Promise.all([
    measured(guardrailsQuestion, guardrails, {}),
    measured(guardrailEffectsQuestion, guardrailEffects, effectsAsk),
  ]);
  return (
    <Prefetched
      fill={(client) => {
        client.setQueryData(ask(guardrailsQuestion, {}).queryKey, answer);
        client.setQueryData(ask(guardrailEffectsQuestion, effectsAsk).queryKey, effects);
      }}
    >
      <GuardrailList />
    </Prefetched>
  );
}
