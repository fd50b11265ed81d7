import { createLoader } from 'nuqs/server';
import { parserOf } from '@/components/filters/filter-params';
import { guardrailQuestion } from '@/lib/api/guardrail';

const { shape } = guardrailQuestion.ask;

/** How the effect of a guardrail is looked at: the URL of its page. */
export const guardrailParams = {
  days: parserOf(shape.days).withDefault(90),
  window: parserOf(shape.window).withDefault(30),
  against: parserOf(shape.against),
};

export const loadGuardrailParams = createLoader(guardrailParams);
