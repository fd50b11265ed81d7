import { guardrailQuestion } from '@/lib/api/guardrail';
import { answers } from '@/lib/http/answers';
import { guardrail } from '@/lib/measure/guardrail';

export const GET = answers(guardrailQuestion, guardrail);
