import * as z from 'zod/mini';
import type { RegressionsAnswer, RegressionsAsk } from '@/lib/api/regressions';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { listedRegressions, regressionsAfter } from '@/lib/measure/listed-regressions';
import { rangeOf } from '@/lib/measure/range';

/**
 * The regressions behind a rate, a page at a time: for each change its first that counts
 * among the kinds asked for, within the window and the days it was watched, so that their number is
 * the rate's numerator; or all of the statuses asked for.
 */
export async function regressions(
  database: Database,
  { cursor, limit, ...list }: RegressionsAsk,
): Promise<RegressionsAnswer> {
  const range = await rangeOf(database, list);
  if (range === undefined) return { rows: [], next: null, total: 0 };
  const { tables, where } = listedRegressions(list, range);
  const [page, [counted]] = await Promise.all([
    regressionsAfter(database, list, range, { cursor, limit }),
    rows(
      database,
      z.object({ total: z.int() }),
      Prisma.sql`select count(*)::int as total ${tables} where ${where}`,
    ),
  ]);
  return { ...page, total: counted?.total ?? 0 };
}
