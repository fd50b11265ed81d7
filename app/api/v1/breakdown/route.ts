import { breakdownQuestion } from '@/lib/api/breakdown';
import { answers } from '@/lib/http/answers';
import { breakdown } from '@/lib/measure/breakdown';

export const GET = answers(breakdownQuestion, breakdown);
