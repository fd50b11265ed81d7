import { statusQuestion } from '@/lib/api/status';
import { answers } from '@/lib/http/answers';
import { status } from '@/lib/measure/status';

export const GET = answers(statusQuestion, (prisma, _, { sight }) => status(prisma, sight));
