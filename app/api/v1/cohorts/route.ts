import { cohortsQuestion } from '@/lib/api/cohorts';
import { answers } from '@/lib/http/answers';
import { cohorts } from '@/lib/measure/cohorts';

export const GET = answers(cohortsQuestion, cohorts);
