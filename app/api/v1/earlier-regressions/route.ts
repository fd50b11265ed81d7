import { earlierRegressionsQuestion } from '@/lib/api/earlier-regressions';
import { answers } from '@/lib/http/answers';
import { earlierRegressions } from '@/lib/measure/earlier-regressions';

export const GET = answers(earlierRegressionsQuestion, earlierRegressions);
