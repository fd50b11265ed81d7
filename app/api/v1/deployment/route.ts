import { deploymentQuestion } from '@/lib/api/deployment';
import { answers } from '@/lib/http/answers';
import { deployment } from '@/lib/measure/deployment';

export const GET = answers(deploymentQuestion, deployment);
