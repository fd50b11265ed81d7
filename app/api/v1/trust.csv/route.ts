import { trustFile } from '@/lib/api/trust';
import { streamed } from '@/lib/http/streamed';
import { trustCsv } from '@/lib/measure/list-files';

export const GET = streamed(trustFile, trustCsv, 'aftermerge-trust.csv');
