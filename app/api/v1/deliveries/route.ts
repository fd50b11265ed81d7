import { deliveriesQuestion } from '@/lib/api/deliveries';
import { answers } from '@/lib/http/answers';
import { deliveries } from '@/lib/intake/deliveries';

export const GET = answers(deliveriesQuestion, deliveries);
