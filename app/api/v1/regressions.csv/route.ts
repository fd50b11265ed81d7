import { regressionsFile } from '@/lib/api/regressions';
import { streamed } from '@/lib/http/streamed';
import { regressionsCsv } from '@/lib/measure/list-files';

export const GET = streamed(regressionsFile, regressionsCsv, 'aftermerge-regressions.csv');
