import { beforeAfterQuestion } from '@/lib/api/before-after';
import type { GuardrailEffectsAnswer, GuardrailEffectsAsk } from '@/lib/api/guardrail-effects';
import type { Database } from '@/lib/db/client';
import { beforeAfter } from '@/lib/measure/before-after';
import { bestAgainst, comparisonOf, verdictOf } from '@/lib/measure/guardrail';
import { guardrails } from '@/lib/measure/guardrails';

/** The effect of every guardrail that stands, as its own page tells it first. */
export async function guardrailEffects(
  database: Database,
  ask: GuardrailEffectsAsk,
): Promise<GuardrailEffectsAnswer> {
  const { guardrails: all } = await guardrails(database);
  const effects = all.map(async (told) => {
    const comparison = comparisonOf(told, { ...ask, against: bestAgainst(told) });
    const effect = await beforeAfter(database, beforeAfterQuestion.ask.parse(comparison), {
      sight: 'all',
    });
    return { id: told.id, verdict: verdictOf(effect), sentence: effect.sentence };
  });
  return { effects: await Promise.all(effects) };
}
