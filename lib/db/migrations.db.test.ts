import { Client } from 'pg';
import { expect, test } from 'vitest';
import { applyMigrations, diffSchemas, readSchema, unmigratedChanges } from '@/lib/db/migrations';
import { administer, createDatabase, dropDatabase } from '@/lib/db/scratch-database';
import { testDatabase } from '@/lib/db/test-database';

const database = testDatabase();

/** Tables, columns, types, nullability, defaults; partitions and PostgreSQL's own tables left out. */
async function columnsOf(url: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client
    .query(
      `select c.relname as table, a.attname as column, a.attnotnull as required,
              format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
         and c.relname <> '_prisma_migrations'
       order by 1, 2`,
    )
    .finally(() => client.end());
  return rows;
}

test('the migrations lead to the schema', async () => {
  const direct = await createDatabase(database.url);
  const sql = await diffSchemas(direct, undefined, readSchema());
  await administer(direct, sql ?? '');
  expect(await columnsOf(database.url)).toEqual(await columnsOf(direct));
  await dropDatabase(database.url, direct);
});

test('no change of the schema waits for "npm run migration -- <name>"', async () => {
  expect(await unmigratedChanges(database.url)).toBeUndefined();
});

test('a database is migrated once, however many begin at the same time', async () => {
  const url = await createDatabase(database.url);
  const taken = await Promise.all([applyMigrations(url), applyMigrations(url)]);
  expect(taken.filter((names) => names.length > 0)).toHaveLength(1);
  await dropDatabase(database.url, url);
});

test('a new model becomes a new table, and no change becomes no migration', async () => {
  const schema = readSchema();
  const extended = `${schema}\nmodel Extra {\n  id Int @id\n}\n`;
  expect(await diffSchemas(database.url, schema, extended)).toMatch(/^CREATE TABLE "Extra"/m);
  expect(await diffSchemas(database.url, schema, schema)).toBeUndefined();
});
