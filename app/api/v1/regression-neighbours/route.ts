import { neighboursQuestion } from '@/lib/api/regressions';
import { answers } from '@/lib/http/answers';
import { regressionNeighbours } from '@/lib/measure/regression-neighbours';

export const GET = answers(neighboursQuestion, regressionNeighbours);
