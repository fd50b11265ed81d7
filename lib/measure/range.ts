import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { addDays, daysBetween } from '@/lib/domain/day';
import type { Filter } from '@/lib/domain/filter';
import type { OpenRange, Range } from '@/lib/domain/range';
import { repositories } from '@/lib/measure/where';

const defaultDays = 365;

/** The first day of the quarter that a date falls in. */
function quarterOf(date: string): string {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/**
 * The dates that a filter asks for. Without `to`, up to the newest as-of of its repositories, never
 * today's date; without `from`, a year before `to` and back to the
 * first day of that quarter: a start that stands still for a quarter, as intervals for daily readers need.
 * @returns undefined while there is no data to take the end from.
 */
export async function rangeOf(
  database: Database,
  filter: Pick<Filter, 'from' | 'to' | 'repository' | 'team'>,
): Promise<Range | undefined> {
  const to = filter.to ?? (await newestAsOf(database, filter));
  if (to === undefined) return undefined;
  return { from: filter.from ?? quarterOf(addDays(to, 1 - defaultDays)), to };
}

/**
 * The dates of what happens after merges, as a filter asks for them: as a range of merges begins, but with
 * no end unless it is asked for, since what is open today is wanted first.
 */
export async function openRangeOf(
  database: Database,
  filter: Parameters<typeof rangeOf>[1],
): Promise<OpenRange> {
  const range = await rangeOf(database, filter);
  return { from: range?.from, to: filter.to };
}

/** The days of equal number that end on the day before. */
export function rangeBefore({ from, to }: Range): Range {
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

async function newestAsOf(database: Database, filter: Pick<Filter, 'repository' | 'team'>) {
  const [found] = await rows(
    database,
    z.object({ as_of: z.nullable(z.string()) }),
    Prisma.sql`select max(as_of) filter (where as_of > date '0001-01-01')::text as as_of
      from ${repositories(filter)} as r`,
  );
  return found?.as_of ?? undefined;
}
