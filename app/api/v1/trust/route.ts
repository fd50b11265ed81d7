import { trustQuestion } from '@/lib/api/trust';
import { answers } from '@/lib/http/answers';
import { trust } from '@/lib/measure/trust';

export const GET = answers(trustQuestion, trust);
