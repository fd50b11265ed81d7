import { doraQuestion } from '@/lib/api/dora';
import { answers } from '@/lib/http/answers';
import { dora } from '@/lib/measure/dora';

export const GET = answers(doraQuestion, dora);
