import * as z from 'zod/mini';
import type { ChangeList, ChangesAnswer, ChangesAsk } from '@/lib/api/changes';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Range } from '@/lib/domain/range';
import { readCells } from '@/lib/measure/cells';
import { countsBy, sizeOf, together } from '@/lib/measure/counts';
import { changesAfter, listedChanges } from '@/lib/measure/listed-changes';
import { rangeOf } from '@/lib/measure/range';

/** The exposed changes behind a rate, a page at a time. */
export async function changes(
  database: Database,
  { cursor, limit, ...list }: ChangesAsk,
): Promise<ChangesAnswer> {
  const range = await rangeOf(database, list);
  if (range === undefined) return { rows: [], next: null, total: 0 };
  const [page, total] = await Promise.all([
    changesAfter(database, list, range, { cursor, limit }),
    list.q === undefined ? totalOf(database, list, range) : foundOf(database, list, range),
  ]);
  return { ...page, total };
}

/** How many there are, from the rollup. */
async function totalOf(database: Database, list: ChangeList, range: Range): Promise<number> {
  const horizonDays = list.window;
  const cells = await readCells(database, list, range, {
    by: list.agent === undefined ? [] : ['agent'],
    horizonDays,
  });
  const asked = { range, kinds: list.kind, horizonDays };
  const groups = countsBy(cells, asked, ({ keys: [agent = ''] }) => agent);
  const listed = list.agent ?? [''];
  return sizeOf(together(listed.map((agent) => groups.get(agent))));
}

/** How many a search finds, of which no rollup knows. */
async function foundOf(database: Database, list: ChangeList, range: Range): Promise<number> {
  const { tables, where } = listedChanges(list, range);
  const [counted] = await rows(
    database,
    z.object({ total: z.int() }),
    Prisma.sql`select count(*)::int as total ${tables} where ${where}`,
  );
  return counted?.total ?? 0;
}
