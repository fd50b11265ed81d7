import { curveQuestion } from '@/lib/api/curve';
import { answers } from '@/lib/http/answers';
import { curve } from '@/lib/measure/curve';

export const GET = answers(curveQuestion, curve);
