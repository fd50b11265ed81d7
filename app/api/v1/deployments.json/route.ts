import { deploymentsFile } from '@/lib/api/deployments';
import { streamed } from '@/lib/http/streamed';
import { deploymentsJson } from '@/lib/measure/list-files';

export const GET = streamed(deploymentsFile, deploymentsJson, 'aftermerge-deployments.json');
