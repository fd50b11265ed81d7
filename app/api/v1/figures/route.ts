import { figuresQuestion } from '@/lib/api/figures';
import { answers } from '@/lib/http/answers';
import { figures } from '@/lib/measure/figures';

export const GET = answers(figuresQuestion, figures);
