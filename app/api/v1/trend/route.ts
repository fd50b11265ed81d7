import { trendQuestion } from '@/lib/api/trend';
import { answers } from '@/lib/http/answers';
import { trend } from '@/lib/measure/trend';

export const GET = answers(trendQuestion, trend);
