import { areasQuestion } from '@/lib/api/areas';
import { answers } from '@/lib/http/answers';
import { areas } from '@/lib/measure/areas';

export const GET = answers(areasQuestion, (prisma, _, { sight }) => areas(prisma, sight));
