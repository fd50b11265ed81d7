import { ratesQuestion } from '@/lib/api/rates';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { narrowed } from '@/lib/http/narrowed';
import { route } from '@/lib/http/route';
import { streamed } from '@/lib/http/streamed';
import { rowsCsv } from '@/lib/measure/rows-csv';

const file = { name: 'aftermerge-rows.csv', type: 'text/csv; charset=utf-8; header=present' };

/** The rows behind the rates of a filter, as a CSV. */
export const GET = route((request, _, __, { sight }) => {
  const asked = readAsk(ratesQuestion.ask, new URL(request.url).searchParams);
  return streamed(rowsCsv(database(), narrowed(ratesQuestion, asked, sight) ?? asked), file);
});
