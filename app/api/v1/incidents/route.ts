import { incidentsQuestion } from '@/lib/api/incidents';
import { answers } from '@/lib/http/answers';
import { incidents } from '@/lib/measure/incidents';

export const GET = answers(incidentsQuestion, incidents);
