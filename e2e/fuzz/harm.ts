import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { refreshRollup } from '@/lib/rollup/rollup';

/** What a table holds: of the sample by its rows, of what belongs to no repository how many there are. */
export type Contents = ReadonlyMap<string, string>;

/** They change with every request. */
const leftOut = ['session', 'rate_limit', 'audit_entry', 'stale_month', 'verification'];

const Table = z.object({ name: z.string(), ofRepositories: z.boolean() });
const One = z.object({ told: z.string() });

/** All that hostile requests must not have changed. */
export async function contentsOf(database: PrismaClient): Promise<Contents> {
  await refreshRollup(database);
  const tables = await rows(
    database,
    Table,
    Prisma.sql`
      select t.table_name as name, exists (select from information_schema.columns c
        where c.table_schema = t.table_schema and c.table_name = t.table_name
          and c.column_name = 'repository_id') as "ofRepositories"
      from information_schema.tables t
      where t.table_schema = current_schema() and t.table_type = 'BASE TABLE'
        and t.table_name <> all(${leftOut}::text[])`,
  );
  const found = new Map<string, string>();
  for (const { name, ofRepositories } of tables) {
    const table = Prisma.raw(`"${name}"`);
    const [one] = await rows(
      database,
      One,
      ofRepositories
        ? Prisma.sql`
          select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as told
          from ${table} t where repository_id in (select id from repository where sample)`
        : Prisma.sql`select count(*)::text as told from ${table}`,
    );
    found.set(name, one?.told ?? '');
  }
  return found;
}

/** The audit trail up to an entry, as one text: it only ever grows. */
export async function trailUpTo(database: PrismaClient, id: bigint): Promise<string> {
  const [one] = await rows(
    database,
    One,
    Prisma.sql`select md5(coalesce(string_agg(t::text, '' order by id), '')) as told
      from audit_entry t where id <= ${id}`,
  );
  return one?.told ?? '';
}

/** What changed that none of the accepted requests may have changed, in words. */
export function harmIn(before: Contents, after: Contents, touched: ReadonlySet<string>): string[] {
  return [...before]
    .filter(([table, told]) => !touched.has(table) && after.get(table) !== told)
    .map(
      ([table, told]) => `The table ${table} is not what it was: ${told}, now ${after.get(table)}.`,
    );
}
