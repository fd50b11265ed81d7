import { ratesQuestion } from '@/lib/api/rates';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { narrowed } from '@/lib/http/narrowed';
import { route } from '@/lib/http/route';
import { rowsCsv } from '@/lib/measure/rows-csv';

/** The rows behind the rates of a filter, as a CSV that is written while it is read. */
export const GET = route(async (request, _, __, { sight }) => {
  const asked = readAsk(ratesQuestion.ask, new URL(request.url).searchParams);
  const filter = narrowed(ratesQuestion, asked, sight) ?? asked;
  const texts = rowsCsv(database(), filter);
  // The first text is awaited here, so that a database that is not to be had still answers 503.
  const first = await texts.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream({
    start(controller) {
      if (first.value !== undefined) controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const next = await texts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="aftermerge-rows.csv"',
      'cache-control': 'no-store',
    },
  });
});
