import { changeQuestion } from '@/lib/api/change';
import { answers } from '@/lib/http/answers';
import { change } from '@/lib/measure/change';

export const GET = answers(changeQuestion, change);
