import { guardrailEffectsQuestion } from '@/lib/api/guardrail-effects';
import { answers } from '@/lib/http/answers';
import { guardrailEffects } from '@/lib/measure/guardrail-effects';

export const GET = answers(guardrailEffectsQuestion, guardrailEffects);
