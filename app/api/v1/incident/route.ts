import { incidentQuestion } from '@/lib/api/incident';
import { answers } from '@/lib/http/answers';
import { incident } from '@/lib/measure/incident';

export const GET = answers(incidentQuestion, incident);
