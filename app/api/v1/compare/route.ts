import { compareQuestion } from '@/lib/api/compare';
import { answers } from '@/lib/http/answers';
import { compare } from '@/lib/measure/compare';

export const GET = answers(compareQuestion, compare);
