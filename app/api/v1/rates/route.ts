import { ratesQuestion } from '@/lib/api/rates';
import { answers } from '@/lib/http/answers';
import { rates } from '@/lib/measure/rates';

export const GET = answers(ratesQuestion, rates);
