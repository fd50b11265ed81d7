import { failureModesQuestion } from '@/lib/api/failure-modes';
import { answers } from '@/lib/http/answers';
import { failureModes } from '@/lib/measure/failure-modes';

export const GET = answers(failureModesQuestion, failureModes);
