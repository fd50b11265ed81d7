import { ratesQuestion } from '@/lib/api/rates';
import { streamed } from '@/lib/http/streamed';
import { rowsCsv } from '@/lib/measure/rows-csv';

/** The rows behind the rates of a filter, as a CSV that is written while it is read. */
export const GET = streamed(ratesQuestion, rowsCsv, 'aftermerge-rows.csv');
