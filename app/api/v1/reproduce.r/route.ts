import { toSearch } from '@/lib/api/question';
import { ratesQuestion } from '@/lib/api/rates';
import { readAsk } from '@/lib/http/answers';
import { database } from '@/lib/http/database';
import { narrowed } from '@/lib/http/narrowed';
import { originOf } from '@/lib/http/origin';
import { route } from '@/lib/http/route';
import { compare } from '@/lib/measure/compare';
import { rScript } from '@/lib/measure/r-script';
import { rates } from '@/lib/measure/rates';

/** A script in R that computes the numbers of a filter from the rows behind them. */
export const GET = route(async (request, _, __, { sight }) => {
  const asked = readAsk(ratesQuestion.ask, new URL(request.url).searchParams);
  const filter = narrowed(ratesQuestion, asked, sight) ?? asked;
  const [rated, compared] = await Promise.all([
    rates(database(), filter),
    compare(database(), filter),
  ]);
  const authorship = [...new Set([...filter.authorship, 'agent', 'human'])];
  const search = toSearch({ ...asked, authorship, ...rated.range });
  const script = rScript(`${originOf(request.headers)}/api/v1/rows.csv?${search}`, rated, compared);
  return new Response(script, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'inline; filename="reproduce.r"',
      'cache-control': 'no-store',
    },
  });
});
