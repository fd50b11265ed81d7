import { beforeAfterQuestion } from '@/lib/api/before-after';
import { answers } from '@/lib/http/answers';
import { beforeAfter } from '@/lib/measure/before-after';

export const GET = answers(beforeAfterQuestion, beforeAfter);
