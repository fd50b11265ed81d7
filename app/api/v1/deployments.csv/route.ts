import { deploymentsFile } from '@/lib/api/deployments';
import { streamed } from '@/lib/http/streamed';
import { deploymentsCsv } from '@/lib/measure/list-files';

export const GET = streamed(deploymentsFile, deploymentsCsv, 'aftermerge-deployments.csv');
