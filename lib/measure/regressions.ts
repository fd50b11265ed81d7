import * as z from 'zod/mini';
import { readCursor, writeCursor } from '@/lib/api/paging';
import type { RegressionsAnswer, RegressionsAsk } from '@/lib/api/regressions';
import type { RegressionRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence } from '@/lib/domain/evidence';
import { countedStatuses, type Filter } from '@/lib/domain/filter';
import { RegressionKind, RegressionStatus } from '@/lib/domain/regression';
import { CauseColumns, causeColumns, causeJoins, causeOf } from '@/lib/measure/cause';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { failureModeOf } from '@/lib/measure/failure-mode-of';
import { type Range, rangeOf } from '@/lib/measure/range';
import { changeWhere, followUpOf, repositories } from '@/lib/measure/where';

/** What is read of a regression for a list. */
export const RegressionColumns = z.object({
  ...ChangeColumns.shape,
  ...CauseColumns.shape,
  id: z.guid(),
  kind: RegressionKind,
  status: RegressionStatus,
  confidence: Confidence,
  regressed_at: z.date(),
  day: z.int(),
});

/** The columns of a regression `g` of change `c` in repository `r`, with `causeJoins`. */
export const regressionColumns = Prisma.sql`
  g.id, g.kind, g.status, g.confidence, g.regressed_at, g.day::int as day,
  ${changeColumns}, ${causeColumns}`;

/**
 * The regressions behind a rate, newest first, a page at a time: for each change its first that counts
 * among the kinds asked for, within the window and the days it was watched, so that their number is
 * the rate's numerator; or all of the statuses asked for.
 */
export async function regressions(
  database: Database,
  ask: RegressionsAsk,
): Promise<RegressionsAnswer> {
  const range = await rangeOf(database, ask);
  if (range === undefined) return { rows: [], next: null, total: 0 };
  const place = ask.cursor === undefined ? undefined : readCursor(ask.cursor);
  const after =
    place === undefined
      ? Prisma.empty
      : Prisma.sql`and (g.regressed_at, g.repository_id, g.id)
          < (${place.at}::timestamptz, ${place.repositoryId}::int, ${place.key}::uuid)`;
  const from = listedRegressions(ask, range);
  const [found, [counted]] = await Promise.all([
    rows(
      database,
      RegressionColumns,
      Prisma.sql`
      select ${regressionColumns}
      ${from.tables} ${causeJoins} where ${from.where} ${after}
      order by g.regressed_at desc, g.repository_id desc, g.id desc limit ${ask.limit + 1}`,
    ),
    rows(
      database,
      z.object({ total: z.int() }),
      Prisma.sql`select count(*)::int as total ${from.tables} where ${from.where}`,
    ),
  ]);
  const page = found.slice(0, ask.limit);
  const last = found.length > ask.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(regressionRow),
    next:
      last === undefined
        ? null
        : writeCursor({
            at: last.regressed_at.toISOString(),
            repositoryId: last.repository_id,
            key: last.id,
          }),
    total: counted?.total ?? 0,
  };
}

/** A regression as lists tell it. */
export function regressionRow(row: z.output<typeof RegressionColumns>): RegressionRow {
  return {
    id: `${row.repository}/${row.id}`,
    kind: row.kind,
    status: row.status,
    confidence: row.confidence,
    regressedAt: row.regressed_at.toISOString(),
    day: row.day,
    change: changeRow(row, row.day),
    cause: causeOf(row),
  };
}

/** What a list of regressions is asked by. */
type Listed = Filter & Pick<RegressionsAsk, 'status' | 'failureMode'>;

/** The regressions `g` that a filter counts, or all of the statuses asked for, each with its change `c`. */
export function listedRegressions(
  ask: Listed,
  range: Range,
): { tables: Prisma.Sql; where: Prisma.Sql } {
  const mergedOn = Prisma.sql`(c.merged_at at time zone 'UTC')::date`;
  const status = Prisma.sql`any(${ask.status ?? countedStatuses(ask)}::text[])`;
  const counted = Prisma.sql`
    and g.day <= ${followUpOf(mergedOn, ask.window)}
    and not exists (
      select from regression e
      where e.repository_id = g.repository_id and e.change_key = g.change_key
        and e.status = ${status} and e.kind = any(${ask.kind}::text[])
        and (e.day, e.regressed_at, e.id) < (g.day, g.regressed_at, g.id))`;
  return {
    tables: Prisma.sql`from regression g
      join change c on c.repository_id = g.repository_id and c.key = g.change_key
      join ${repositories(ask)} as r on r.id = c.repository_id`,
    where: Prisma.sql`${changeWhere(ask, range)} and g.kind = any(${ask.kind}::text[])
      and g.status = ${status} ${ask.status === undefined ? counted : Prisma.empty}
      ${ask.failureMode === undefined ? Prisma.empty : Prisma.sql`and ${failureModeOf} = any(${ask.failureMode}::text[])`}`,
  };
}
