import { incidentsFile } from '@/lib/api/incidents';
import { streamed } from '@/lib/http/streamed';
import { incidentsCsv } from '@/lib/measure/list-files';

export const GET = streamed(incidentsFile, incidentsCsv, 'aftermerge-incidents.csv');
