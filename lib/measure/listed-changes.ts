import * as z from 'zod/mini';
import { type ChangeList, type ChangeSort, changeSorts } from '@/lib/api/changes';
import type { ChangeRow } from '@/lib/api/rows';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Range } from '@/lib/domain/range';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { keyset } from '@/lib/measure/keyset';
import { matching, sortedFound } from '@/lib/measure/search';
import { changeWhere, firstDayOfChange, followUpOf, repositories } from '@/lib/measure/where';

const Row = z.extend(ChangeColumns, {
  regressed_on_day: z.nullable(z.int()),
  place: z.string(),
});

const ofRow = [Prisma.sql`c.merged_at`, Prisma.sql`c.repository_id`, Prisma.sql`c.key`];
const columns: Record<ChangeSort, readonly Prisma.Sql[]> = {
  merged: ofRow,
  // As the index has it; an unknown size counts as none.
  size: [Prisma.sql`(coalesce(c.additions, 0)::bigint + coalesce(c.deletions, 0))`, ...ofRow],
};

/** A list of changes in SQL: `change c`, its `repository r`, and what holds for them. */
export function listedChanges(
  list: ChangeList,
  range: Range,
): { tables: Prisma.Sql; where: Prisma.Sql } {
  return {
    tables: Prisma.sql`from change c join ${repositories(list)} as r on r.id = c.repository_id`,
    where: Prisma.sql`${changeWhere(list, range)} ${matching(list.q)}`,
  };
}

/** So many changes of a list behind a place in it, and the place behind them; null at the end. */
export async function changesAfter(
  database: Database,
  list: ChangeList,
  range: Range,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ rows: ChangeRow[]; next: string | null }> {
  const { tables, where } = listedChanges(list, range);
  const by = sortedFound(columns[list.sort], list.q);
  const { place, after, orderBy } = keyset(by, changeSorts[list.sort], list.order);
  const mergedOn = Prisma.sql`(c.merged_at at time zone 'UTC')::date`;
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select ${changeColumns}, ${place} as place,
      case when f.day <= ${followUpOf(mergedOn, list.window)} then f.day end as regressed_on_day
    ${tables} cross join lateral (select ${firstDayOfChange(list)} as day) as f
    where ${where} and ${after(cursor)} order by ${orderBy} limit ${limit + 1}`,
  );
  const page = found.slice(0, limit);
  return {
    rows: page.map((row) => changeRow(row, row.regressed_on_day)),
    next: found.length > limit ? (page.at(-1)?.place ?? null) : null,
  };
}
