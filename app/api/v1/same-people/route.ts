import { samePeopleQuestion } from '@/lib/api/same-people';
import { answers } from '@/lib/http/answers';
import { samePeople } from '@/lib/measure/same-people';

export const GET = answers(samePeopleQuestion, samePeople);
