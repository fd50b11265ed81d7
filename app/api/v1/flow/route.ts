import { flowQuestion } from '@/lib/api/flow';
import { answers } from '@/lib/http/answers';
import { flow } from '@/lib/measure/flow';

export const GET = answers(flowQuestion, flow);
