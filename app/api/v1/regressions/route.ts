import { regressionsQuestion } from '@/lib/api/regressions';
import { answers } from '@/lib/http/answers';
import { regressions } from '@/lib/measure/regressions';

export const GET = answers(regressionsQuestion, regressions);
