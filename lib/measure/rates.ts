import type { RatesAnswer, RatesAsk } from '@/lib/api/rates';
import type { Database } from '@/lib/db/client';
import { byAuthorship } from '@/lib/measure/by-authorship';
import { noCounts } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { restedRate } from '@/lib/measure/rested-rate';

/** The regression rate at the window of each authorship asked for, with all that it rests on. */
export async function rates(database: Database, ask: RatesAsk): Promise<RatesAnswer> {
  const range = await rangeOf(database, ask);
  const groups = await byAuthorship(database, ask, range, ask.window);
  return {
    rates: ask.authorship.map((authorship) => {
      const own = { ...ask, authorship: [authorship] };
      return { authorship, ...restedRate(groups.get(authorship) ?? noCounts, own, range) };
    }),
    range: range ?? null,
    definition: definition(ask),
  };
}
