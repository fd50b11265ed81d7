import { weeklyQuestion } from '@/lib/api/weekly';
import { answers } from '@/lib/http/answers';
import { weekly } from '@/lib/measure/weekly';

export const GET = answers(weeklyQuestion, weekly);
