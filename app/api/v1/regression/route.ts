import { regressionQuestion } from '@/lib/api/regression';
import { answers } from '@/lib/http/answers';
import { regression } from '@/lib/measure/regression';

export const GET = answers(regressionQuestion, regression);
