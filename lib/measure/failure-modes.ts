import * as z from 'zod/mini';
import type { FailureModesAnswer, FailureModesAsk } from '@/lib/api/failure-modes';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import { CountedFailureMode } from '@/lib/domain/regression';
import { definition } from '@/lib/measure/definition';
import { failureModeOf, isDecided } from '@/lib/measure/failure-mode-of';
import { listedRegressions } from '@/lib/measure/listed-regressions';
import { rangeOf } from '@/lib/measure/range';
import { shareOf } from '@/lib/measure/share';

const Row = z.object({
  authorship: Authorship,
  failureMode: CountedFailureMode,
  regressions: z.int(),
  decided: z.int(),
});
type Row = z.output<typeof Row>;

/** The regressions that a rate counts, by why they broke something and who wrote the change. */
export async function failureModes(
  database: Database,
  ask: FailureModesAsk,
): Promise<FailureModesAnswer> {
  const range = await rangeOf(database, ask);
  const found: Row[] = [];
  if (range !== undefined) {
    const { tables, where } = listedRegressions(ask, range);
    const counted = Prisma.sql`
      select c.authorship, ${failureModeOf} as "failureMode", count(*)::int as regressions,
        (count(*) filter (where ${isDecided}))::int as decided
      ${tables} where ${where} group by 1, 2`;
    found.push(...(await rows(database, Row, counted)));
  }
  const totals = ask.authorship.map((authorship) => ({
    authorship,
    regressions: sum(
      found.filter((row) => row.authorship === authorship),
      'regressions',
    ),
  }));
  return {
    groups: CountedFailureMode.options
      .filter((failureMode) => found.some((row) => row.failureMode === failureMode))
      .map((failureMode) => ({
        failureMode,
        cells: totals.map(({ authorship, regressions: of }) => {
          const { regressions = 0, decided = 0 } =
            found.find((row) => row.authorship === authorship && row.failureMode === failureMode) ??
            {};
          return { authorship, regressions, decided, of, ...shareOf(regressions, of) };
        }),
      })),
    totals,
    decided: sum(found, 'decided'),
    range: range ?? null,
    definition: definition(ask),
  };
}

const sum = (list: readonly Row[], what: 'regressions' | 'decided') =>
  list.reduce((total, row) => total + row[what], 0);
