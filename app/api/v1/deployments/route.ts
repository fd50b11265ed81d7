import { deploymentsQuestion } from '@/lib/api/deployments';
import { answers } from '@/lib/http/answers';
import { deployments } from '@/lib/measure/deployments';

export const GET = answers(deploymentsQuestion, deployments);
