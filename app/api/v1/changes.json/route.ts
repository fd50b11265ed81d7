import { changesFile } from '@/lib/api/changes';
import { streamed } from '@/lib/http/streamed';
import { changesJson } from '@/lib/measure/list-files';

export const GET = streamed(changesFile, changesJson, 'aftermerge-changes.json');
