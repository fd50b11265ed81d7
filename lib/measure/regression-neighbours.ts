import * as z from 'zod/mini';
import type { NeighboursAnswer, NeighboursAsk } from '@/lib/api/regressions';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { splitId } from '@/lib/measure/change';
import { listedRegressions, orderOf } from '@/lib/measure/listed-regressions';
import { rangeOf } from '@/lib/measure/range';
import { repositories } from '@/lib/measure/where';

const Neighbour = z.object({ id: z.string() });
const Counted = z.object({ total: z.int(), before: z.int(), listed: z.boolean() });

/**
 * What comes before and after a regression in a list, by its values, so that it has neighbours still
 * when a decision has taken it out of the list.
 * @returns undefined where the repositories of the list have no such regression.
 */
export async function regressionNeighbours(
  database: Database,
  { of, ...list }: NeighboursAsk,
): Promise<NeighboursAnswer | undefined> {
  const { repository, key } = splitId(of);
  const { place, after, before, orderBy, reversed } = orderOf(list);
  const [[own], range] = await Promise.all([
    rows(
      database,
      z.object({ place: z.string() }),
      Prisma.sql`select ${place} as place from regression g
        join change c on c.repository_id = g.repository_id and c.key = g.change_key
        join ${repositories(list)} as r on r.id = g.repository_id
        where r.name = ${repository} and g.id = ${key}::uuid`,
    ),
    rangeOf(database, list),
  ]);
  if (own === undefined || range === undefined) return undefined;
  const { tables, where } = listedRegressions(list, range);
  const nearest = (side: Prisma.Sql, by: Prisma.Sql) =>
    rows(
      database,
      Neighbour,
      Prisma.sql`select r.name || '/' || g.id as id ${tables}
        where ${where} and ${side} order by ${by} limit 1`,
    );
  const [[previous], [next], [counted]] = await Promise.all([
    nearest(before(own.place), reversed),
    nearest(after(own.place), orderBy),
    rows(
      database,
      Counted,
      Prisma.sql`select count(*)::int as total,
        (count(*) filter (where ${before(own.place)}))::int as before,
        coalesce(bool_or(g.id = ${key}::uuid and r.name = ${repository}), false) as listed
        ${tables} where ${where}`,
    ),
  ]);
  return {
    previous: previous?.id ?? null,
    next: next?.id ?? null,
    place: counted?.listed ? counted.before + 1 : null,
    total: counted?.total ?? 0,
  };
}
