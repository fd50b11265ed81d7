import { type Client, escapeIdentifier } from 'pg';
import * as z from 'zod/mini';

const Names = z.array(z.object({ name: z.string() }));
const Links = z.array(z.object({ child: z.string(), parent: z.string() }));

/** The tables that hold rows, partitions by themselves, each after those that it refers to. */
export async function listTables(client: Client): Promise<string[]> {
  const tables = await client.query(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations'
     order by relname`,
  );
  const links = await client.query(
    `select c.relname as child, p.relname as parent from pg_constraint f
     join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
     where f.contype = 'f' and f.connamespace = 'public'::regnamespace and c.oid <> p.oid`,
  );
  return inOrder(
    Names.parse(tables.rows).map(({ name }) => name),
    Links.parse(links.rows),
  );
}

/** Names so that each comes after those that it is linked to. Throws where they go round in a circle. */
export function inOrder(names: readonly string[], links: z.output<typeof Links>): string[] {
  const ordered = new Set<string>();
  while (ordered.size < names.length) {
    const next = names.filter(
      (name) =>
        !ordered.has(name) &&
        links.every(({ child, parent }) => child !== name || ordered.has(parent)),
    );
    if (next.length === 0) throw new Error('The tables refer to each other in a circle.');
    for (const name of next) ordered.add(name);
  }
  return [...ordered];
}

/** The migrations that the database has had, in order; none where it has no tables yet. */
export async function listMigrations(client: Client): Promise<string[]> {
  const table = await client.query(`select to_regclass('public._prisma_migrations') as there`);
  if (table.rows[0]?.there === null) return [];
  const { rows } = await client.query(
    `select migration_name as name from public._prisma_migrations
     where finished_at is not null and rolled_back_at is null order by migration_name`,
  );
  return Names.parse(rows).map(({ name }) => name);
}

/** A table's name as SQL writes it. */
export const quoted = (table: string) => `public.${escapeIdentifier(table)}`;
