import { changesQuestion } from '@/lib/api/changes';
import { answers } from '@/lib/http/answers';
import { changes } from '@/lib/measure/changes';

export const GET = answers(changesQuestion, changes);
