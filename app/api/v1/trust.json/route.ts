import { trustFile } from '@/lib/api/trust';
import { streamed } from '@/lib/http/streamed';
import { trustJson } from '@/lib/measure/list-files';

export const GET = streamed(trustFile, trustJson, 'aftermerge-trust.json');
