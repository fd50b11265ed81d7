import { auditQuestion } from '@/lib/api/audit';
import { answers } from '@/lib/http/answers';
import { audit } from '@/lib/measure/audit';

export const GET = answers(auditQuestion, audit);
