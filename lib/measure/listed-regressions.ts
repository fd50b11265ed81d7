import * as z from 'zod/mini';
import { type RegressionList, type RegressionSort, regressionSorts } from '@/lib/api/regressions';
import type { RegressionRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence } from '@/lib/domain/evidence';
import { countedStatuses, type Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { RegressionKind, RegressionStatus } from '@/lib/domain/regression';
import { CauseColumns, causeColumns, causeJoins, causeOf } from '@/lib/measure/cause';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { checksOf } from '@/lib/measure/checks-of';
import { failureModeOf } from '@/lib/measure/failure-mode-of';
import { type Keyset, keyset } from '@/lib/measure/keyset';
import { matching, sortedFound } from '@/lib/measure/search';
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
const Row = z.extend(RegressionColumns, { place: z.string() });

/** The columns of a regression `g` of change `c` in repository `r`, with `causeJoins`. */
export const regressionColumns = Prisma.sql`
  g.id, g.kind, g.status, g.confidence, g.regressed_at, g.day::int as day,
  ${changeColumns}, ${causeColumns}`;

const ofRow = [Prisma.sql`g.regressed_at`, Prisma.sql`g.repository_id`, Prisma.sql`g.id`];
const columns: Record<RegressionSort, readonly Prisma.Sql[]> = {
  regressed: ofRow,
  day: [Prisma.sql`g.day`, ...ofRow],
  kind: [Prisma.sql`g.kind`, ...ofRow],
  authorship: [Prisma.sql`c.authorship`, ...ofRow],
};

/** How a list of regressions is sorted. */
export function orderOf({ sort, order, q }: Pick<RegressionList, 'sort' | 'order' | 'q'>): Keyset {
  return keyset(sortedFound(columns[sort], q), regressionSorts[sort], order);
}

/** What a list of regressions is asked by, whatever its order. */
type Listed = Filter & Partial<Pick<RegressionList, 'status' | 'failureMode' | 'checks' | 'q'>>;

/** A list of regressions in SQL: `regression g`, its `change c` and `repository r`, and what holds for them. */
export function listedRegressions(
  list: Listed,
  range: Range,
): { tables: Prisma.Sql; where: Prisma.Sql } {
  const mergedOn = Prisma.sql`(c.merged_at at time zone 'UTC')::date`;
  const status = Prisma.sql`any(${list.status ?? countedStatuses(list)}::text[])`;
  const counted = Prisma.sql`
    and g.day <= ${followUpOf(mergedOn, list.window)}
    and not exists (
      select from regression e
      where e.repository_id = g.repository_id and e.change_key = g.change_key
        and e.status = ${status} and e.kind = any(${list.kind}::text[])
        and (e.day, e.regressed_at, e.id) < (g.day, g.regressed_at, g.id))`;
  return {
    tables: Prisma.sql`from regression g
      join change c on c.repository_id = g.repository_id and c.key = g.change_key
      join ${repositories(list)} as r on r.id = c.repository_id`,
    where: Prisma.sql`${changeWhere(list, range)} ${matching(list.q)}
      and g.kind = any(${list.kind}::text[])
      and g.status = ${status} ${list.status === undefined ? counted : Prisma.empty}
      ${list.failureMode === undefined ? Prisma.empty : Prisma.sql`and ${failureModeOf} = any(${list.failureMode}::text[])`}
      ${list.checks === undefined ? Prisma.empty : Prisma.sql`and ${checksOf} = any(${list.checks}::text[])`}`,
  };
}

/** So many regressions of a list behind a place in it, and the place behind them; null at the end. */
export async function regressionsAfter(
  database: Database,
  list: RegressionList,
  range: Range,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ rows: RegressionRow[]; next: string | null }> {
  const { tables, where } = listedRegressions(list, range);
  const { place, after, orderBy } = orderOf(list);
  // The causes are looked up for the page alone, not for all that is sorted.
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select ${regressionColumns}, g.place
    from (
      select g.*, ${place} as place ${tables} where ${where} and ${after(cursor)}
      order by ${orderBy} limit ${limit + 1}) as g
    join change c on c.repository_id = g.repository_id and c.key = g.change_key
    join repository r on r.id = g.repository_id ${causeJoins}
    order by ${orderBy}`,
  );
  const page = found.slice(0, limit);
  return {
    rows: page.map(regressionRow),
    next: found.length > limit ? (page.at(-1)?.place ?? null) : null,
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
