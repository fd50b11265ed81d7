import { keepingQuestion } from '@/lib/api/keeping';
import { answers } from '@/lib/http/answers';
import { keeping } from '@/lib/intake/keeping';

export const GET = answers(keepingQuestion, (prisma) => keeping(prisma));
