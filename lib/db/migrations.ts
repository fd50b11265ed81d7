import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DiffTarget, MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client } from 'pg';
import * as z from 'zod/mini';
import { withSchemaEngine } from '@/lib/db/schema-engine';
import { Problem } from '@/lib/problem';

const prismaFolder = fileURLToPath(new URL('../../prisma', import.meta.url));
const migrationsFolder = join(prismaFolder, 'migrations');
const schemaFile = join(prismaFolder, 'schema.prisma');
/** The schema that the newest migration leads to: what the next one starts from. */
const migratedSchemaFile = join(migrationsFolder, 'schema.prisma');

const filters = { externalTables: [], externalEnums: [] };
/** One process migrates a database at a time; the others wait for it. */
const migrationKey = 4_605_125;

const AppliedMigration = z.object({ name: z.string(), finished: z.boolean() });
type AppliedMigration = z.output<typeof AppliedMigration>;

/**
 * Brings the database at the URL to the present schema, or to that of the first migrations alone; returns
 * the names of the migrations that it took.
 */
export async function applyMigrations(
  url: string,
  names: readonly string[] = migrationNames(),
): Promise<string[]> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationKey]);
    const pending = pendingMigrations(migrationNames(), await findApplied(client));
    const taken = pending.filter((name) => names.includes(name));
    return taken.length === 0 ? [] : await runMigrations(url, names);
  } finally {
    await client.end();
  }
}

/**
 * The migrations of the folder that the database does not have, in order. Throws where the database
 * has one that the folder does not know: a newer Aftermerge has been here.
 */
export function pendingMigrations(folder: string[], applied: AppliedMigration[]): string[] {
  const unknown = applied.find(({ name }) => !folder.includes(name));
  if (unknown) {
    throw new Problem(
      `The database was changed by a newer Aftermerge (migration ${unknown.name}): update this one, or use another database.`,
    );
  }
  const finished = new Set(
    applied.filter((migration) => migration.finished).map(({ name }) => name),
  );
  return folder.filter((name) => !finished.has(name));
}

/**
 * Writes the migration that leads from the schema as last migrated to the present one, and proves on
 * the scratch database that it applies. Returns its file, or nothing if there is none to write.
 */
export async function writeMigration(
  scratchUrl: string,
  name: string,
  at: Date,
): Promise<string | undefined> {
  const sql = await unmigratedChanges(scratchUrl);
  if (sql === undefined) return undefined;
  const timestamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  copyFileSync(schemaFile, migratedSchemaFile);
  await applyMigrations(scratchUrl);
  return join(folder, 'migration.sql');
}

/** The SQL of what the schema says and no migration does yet, or nothing. */
export async function unmigratedChanges(url: string): Promise<string | undefined> {
  return diffSchemas(url, readFileSync(migratedSchemaFile, 'utf8'), readSchema());
}

/**
 * The SQL that leads from one schema to another, or nothing where they are alike. The engine wants a
 * database to speak with; it reads nothing there, as it cannot describe PostgreSQL through this driver.
 */
export async function diffSchemas(
  url: string,
  from: string | undefined,
  to: string,
): Promise<string | undefined> {
  return withSchemaEngine(url, { path: schemaFile, content: to }, async (engine) => {
    const { stdout, exitCode } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : schemaTarget(from),
      to: schemaTarget(to),
      script: true,
      exitCode: true,
      filters,
    });
    return exitCode === 0 ? undefined : (stdout ?? undefined);
  });
}

function schemaTarget(content: string): DiffTarget {
  return { tag: 'schemaDatamodel', files: [{ path: schemaFile, content }] };
}

export function readSchema(): string {
  return readFileSync(schemaFile, 'utf8');
}

async function findApplied(client: Client): Promise<AppliedMigration[]> {
  const table = await client.query(`select to_regclass('_prisma_migrations') is not null as there`);
  if (table.rows[0]?.there !== true) return [];
  const { rows } = await client.query(
    `select migration_name as name, finished_at is not null as finished
     from _prisma_migrations where rolled_back_at is null`,
  );
  return z.array(AppliedMigration).parse(rows);
}

async function runMigrations(url: string, names: readonly string[]): Promise<string[]> {
  const schema = { path: schemaFile, content: readSchema() };
  return withSchemaEngine(url, schema, async (engine) => {
    const answer = await engine.applyMigrations({ migrationsList: migrationList(names), filters });
    return answer.appliedMigrationNames;
  });
}

/** All migrations that this Aftermerge knows, in order. */
export function migrationNames(): string[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationList(names: readonly string[]): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(join(migrationsFolder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  };
}
