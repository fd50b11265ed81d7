import { agentVersionsQuestion } from '@/lib/api/agent-versions';
import { answers } from '@/lib/http/answers';
import { agentVersions } from '@/lib/measure/agent-versions';

export const GET = answers(agentVersionsQuestion, agentVersions);
