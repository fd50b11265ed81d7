import { deliveryQuestion } from '@/lib/api/deliveries';
import { answers } from '@/lib/http/answers';
import { delivery } from '@/lib/intake/deliveries';

export const GET = answers(deliveryQuestion, delivery);
