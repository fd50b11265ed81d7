import { changesFile } from '@/lib/api/changes';
import { streamed } from '@/lib/http/streamed';
import { changesCsv } from '@/lib/measure/list-files';

export const GET = streamed(changesFile, changesCsv, 'aftermerge-changes.csv');
