import { createHash } from 'node:crypto';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { entryOf, Manifest, manifestName } from '@/lib/backup/manifest';
import { listMigrations, listTables, quoted } from '@/lib/backup/tables';
import { applyMigrations, migrationNames } from '@/lib/db/migrations';
import { Problem } from '@/lib/problem';

/**
 * Makes the database hold what a backup holds, in one transaction: whatever is wrong with the file, the
 * database stays as it was. A backup of an older version goes into a database that holds nothing, and is
 * migrated there.
 * @param replace whether what the database holds may go.
 * @returns what the manifest says.
 */
export async function restore(
  url: string,
  file: string,
  { replace }: { replace: boolean },
): Promise<Manifest> {
  const archive = await openArchive(file);
  try {
    const manifest = await readManifest(archive, file);
    await prepare(url, manifest, replace);
    await withClient(url, (client) => load(client, archive, manifest));
    await applyMigrations(url);
    return manifest;
  } finally {
    archive.zip.close();
  }
}

interface Archive {
  zip: ZipFile;
  entries: Map<string, Entry>;
}

async function openArchive(file: string): Promise<Archive> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true }).catch(
    (error: Error) => {
      throw new Problem(`${file} is no whole backup: ${error.message}.`);
    },
  );
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return { zip, entries };
}

async function readManifest({ zip, entries }: Archive, file: string): Promise<Manifest> {
  const entry = entries.get(manifestName);
  const told = entry && (await json(await zip.openReadStreamPromise(entry)).catch(() => undefined));
  const { data } = Manifest.safeParse(told);
  if (data === undefined) throw new Problem(`${file} is no backup of Aftermerge.`);
  return data;
}

/** Brings the database to the tables of the backup, or says why that must not be. */
async function prepare(url: string, { migrations }: Manifest, replace: boolean): Promise<void> {
  const known = migrationNames();
  const unknown = migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Problem(
      `The backup was made by a newer Aftermerge (migration ${unknown}): update this one first.`,
    );
  }
  const isHolding = await withClient(url, holdsSomething);
  const isOlder = migrations.length < known.length;
  if (isHolding && isOlder) {
    throw new Problem(
      'The backup was made by an older Aftermerge: restore it into an empty database, where it is migrated.',
    );
  }
  if (isHolding && !replace) {
    throw new Problem(
      'The database holds data already: restore into an empty one, or say --replace to have it replaced.',
    );
  }
  if (isOlder) {
    await withClient(url, (client) =>
      client.query('drop schema public cascade; create schema public'),
    );
  }
  await applyMigrations(url, migrations);
}

/** Whether there is anything that somebody would miss. */
async function holdsSomething(client: Client): Promise<boolean> {
  for (const table of ['repository', 'delivery', 'person']) {
    const there = await client.query(`select to_regclass($1) as there`, [`public.${table}`]);
    if (there.rows[0]?.there === null) continue;
    const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`);
    if (rowCount === 1) return true;
  }
  return false;
}

async function load(client: Client, archive: Archive, manifest: Manifest): Promise<void> {
  await client.query('begin');
  const there = await listTables(client);
  const migrations = await listMigrations(client);
  if (migrations.join() !== manifest.migrations.join()) {
    throw new Problem('The database changed while it was being restored: try again.');
  }
  // The audit trail refuses to be emptied by anything but this.
  for (const table of there)
    await client.query(`alter table ${quoted(table)} disable trigger user`);
  await client.query(`truncate ${there.map(quoted).join(', ')}`);
  for (const table of there) {
    const told = manifest.tables.find(({ name }) => name === table);
    if (told !== undefined) await loadTable(client, archive, told);
  }
  for (const table of there) await client.query(`alter table ${quoted(table)} enable trigger user`);
  for (const { name, value, isCalled } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quoted(name), value, isCalled]);
  }
  await client.query('commit');
}

async function loadTable(
  client: Client,
  { zip, entries }: Archive,
  { name, rows, sha256 }: Manifest['tables'][number],
): Promise<void> {
  const entry = entries.get(entryOf(name));
  if (entry === undefined) throw changed(name);
  const hash = createHash('sha256');
  const copy = client.query(copyFrom(`copy ${quoted(name)} from stdin`));
  const stream = await zip.openReadStreamPromise(entry);
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
      if (hash.digest('hex') !== sha256) throw changed(name);
    },
    copy,
  ).catch((error: unknown) => {
    throw error instanceof Problem ? error : changed(name, error);
  });
  if (copy.rowCount !== rows) throw changed(name);
}

function changed(table: string, cause?: unknown): Problem {
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  return new Problem(
    `The backup was changed or torn after it was made: ${table} is not what it was${why}. Nothing was restored.`,
  );
}

/** A connection that ends with the work; what it began and did not commit is undone. */
async function withClient<Answer>(
  url: string,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client(url);
  await client.connect();
  return work(client).finally(() => client.end());
}
