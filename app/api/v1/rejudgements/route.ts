import { rejudgementsQuestion } from '@/lib/api/rejudgements';
import { answers } from '@/lib/http/answers';
import { rejudgements } from '@/lib/measure/rejudgements';

export const GET = answers(rejudgementsQuestion, rejudgements);
