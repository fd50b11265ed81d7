import { gateQuestion } from '@/lib/api/gate';
import { answers } from '@/lib/http/answers';
import { gate } from '@/lib/measure/gate';

export const GET = answers(gateQuestion, gate);
