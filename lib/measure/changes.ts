import * as z from 'zod/mini';
import type { ChangesAnswer, ChangesAsk } from '@/lib/api/changes';
import { readCursor, writeCursor } from '@/lib/api/paging';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { readCells } from '@/lib/measure/cells';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { countsBy, sizeOf, together } from '@/lib/measure/counts';
import { type Range, rangeOf } from '@/lib/measure/range';
import { changeWhere, firstDayOfChange, followUpOf, repositories } from '@/lib/measure/where';

const Row = z.extend(ChangeColumns, { regressed_on_day: z.nullable(z.int()) });

/** The exposed changes behind a rate, newest merge first, a page at a time. */
export async function changes(database: Database, ask: ChangesAsk): Promise<ChangesAnswer> {
  const range = await rangeOf(database, ask);
  if (range === undefined) return { rows: [], next: null, total: 0 };
  const place = ask.cursor === undefined ? undefined : readCursor(ask.cursor);
  const after =
    place === undefined
      ? Prisma.empty
      : Prisma.sql`and (c.merged_at, c.repository_id, c.key)
          < (${place.at}::timestamptz, ${place.repositoryId}::int, ${place.key})`;
  const mergedOn = Prisma.sql`(c.merged_at at time zone 'UTC')::date`;
  const [found, total] = await Promise.all([
    rows(
      database,
      Row,
      Prisma.sql`
      select ${changeColumns}, case when f.day <= ${followUpOf(mergedOn, ask.window)}
        then f.day end as regressed_on_day
      from change c join ${repositories(ask)} as r on r.id = c.repository_id
      cross join lateral (select ${firstDayOfChange(ask)} as day) as f
      where ${changeWhere(ask, range)} ${after}
      order by c.merged_at desc, c.repository_id desc, c.key desc limit ${ask.limit + 1}`,
    ),
    totalOf(database, ask, range),
  ]);
  const page = found.slice(0, ask.limit);
  const last = found.length > ask.limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => changeRow(row, row.regressed_on_day)),
    next:
      last?.merged_at == null
        ? null
        : writeCursor({
            at: last.merged_at.toISOString(),
            repositoryId: last.repository_id,
            key: last.key,
          }),
    total,
  };
}

/** How many there are, from the rollup. */
async function totalOf(database: Database, ask: ChangesAsk, range: Range): Promise<number> {
  const horizonDays = ask.window;
  const cells = await readCells(database, ask, range, {
    by: ask.agent === undefined ? [] : ['agent'],
    horizonDays,
  });
  const asked = { range, kinds: ask.kind, horizonDays };
  const groups = countsBy(cells, asked, ({ keys: [agent = ''] }) => agent);
  const listed = ask.agent ?? [''];
  return sizeOf(together(listed.map((agent) => groups.get(agent))));
}
