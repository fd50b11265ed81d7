import { incidentsFile } from '@/lib/api/incidents';
import { streamed } from '@/lib/http/streamed';
import { incidentsJson } from '@/lib/measure/list-files';

export const GET = streamed(incidentsFile, incidentsJson, 'aftermerge-incidents.json');
