import { freshnessQuestion } from '@/lib/api/freshness';
import { answers } from '@/lib/http/answers';
import { freshness } from '@/lib/measure/freshness';

export const GET = answers(freshnessQuestion, (prisma, asked) => freshness(prisma, asked));
