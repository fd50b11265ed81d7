import { greenQuestion } from '@/lib/api/green';
import { answers } from '@/lib/http/answers';
import { green } from '@/lib/measure/green';

export const GET = answers(greenQuestion, green);
