import { regressionsFile } from '@/lib/api/regressions';
import { streamed } from '@/lib/http/streamed';
import { regressionsJson } from '@/lib/measure/list-files';

export const GET = streamed(regressionsFile, regressionsJson, 'aftermerge-regressions.json');
