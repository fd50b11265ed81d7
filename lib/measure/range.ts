import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { addDays } from '@/lib/domain/day';
import type { Filter } from '@/lib/domain/filter';

/** Dates of merge in UTC, both inclusive. */
export interface Range {
  from: string;
  to: string;
}

const defaultDays = 365;

/**
 * The dates that a filter asks for. Without `to`, up to the newest as-of of its repositories, never
 * today's date; without `from`, the year before `to`.
 * @returns undefined while there is no data to take the end from.
 */
export async function rangeOf(
  database: Database,
  filter: Pick<Filter, 'from' | 'to' | 'repository'>,
): Promise<Range | undefined> {
  const to = filter.to ?? (await newestAsOf(database, filter));
  if (to === undefined) return undefined;
  return { from: filter.from ?? addDays(to, 1 - defaultDays), to };
}

async function newestAsOf(database: Database, filter: Pick<Filter, 'repository'>) {
  const named =
    filter.repository === undefined
      ? Prisma.empty
      : Prisma.sql`where name = any(${filter.repository}::text[])`;
  const [found] = await rows(
    database,
    z.object({ as_of: z.nullable(z.string()) }),
    Prisma.sql`select max((observed_through at time zone 'UTC')::date)::text as as_of from repository ${named}`,
  );
  return found?.as_of ?? undefined;
}
