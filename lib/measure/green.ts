import * as z from 'zod/mini';
import type { GreenAnswer, GreenAsk } from '@/lib/api/green';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { checksOf } from '@/lib/measure/checks-of';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { shareOf } from '@/lib/measure/share';
import {
  changeWhere,
  firstDayOfChange,
  followUpOf,
  regressedEver,
  repositories,
} from '@/lib/measure/where';

const Row = z.object({
  authorship: z.string(),
  green: z.int(),
  red: z.int(),
  unchecked: z.int(),
});

/** How many of the changes that regressed had passed all their checks, by authorship. */
export async function green(database: Database, ask: GreenAsk): Promise<GreenAnswer> {
  const range = await rangeOf(database, ask);
  const mergedOn = Prisma.sql`(c.merged_at at time zone 'UTC')::date`;
  const found =
    range === undefined
      ? []
      : await rows(
          database,
          Row,
          Prisma.sql`
          select c.authorship,
            (count(*) filter (where k.checks = 'passed'))::int as green,
            (count(*) filter (where k.checks = 'failed'))::int as red,
            (count(*) filter (where k.checks = 'not-known'))::int as unchecked
          from change c join ${repositories(ask)} as r on r.id = c.repository_id
          -- offset keeps the checks from being looked up once for each of the three counts.
          cross join lateral (select ${checksOf} as checks offset 0) as k
          where ${changeWhere(ask, range)} and ${regressedEver(ask)}
            and ${firstDayOfChange(ask)} <= ${followUpOf(mergedOn, ask.window)}
          group by 1`,
        );
  return {
    groups: ask.authorship.map((authorship) => {
      const none = { green: 0, red: 0, unchecked: 0 };
      const {
        green: passed,
        red,
        unchecked,
      } = found.find((row) => row.authorship === authorship) ?? none;
      return { authorship, green: passed, red, unchecked, ...shareOf(passed, passed + red) };
    }),
    range: range ?? null,
    definition: definition(ask),
  };
}
