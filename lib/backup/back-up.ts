import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import * as z from 'zod/mini';
import { entryOf, type Manifest, manifestName, passing } from '@/lib/backup/manifest';
import { listMigrations, listTables, quoted } from '@/lib/backup/tables';
import { Problem } from '@/lib/problem';

const Sequences = z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() }));
/** Larger than 4 GiB is known only once it is written. */
const options = { forceZip64Format: true, mode: 0o100600 };

/**
 * Writes everything that the database holds at one moment into a ZIP archive, as a stream, while others
 * go on reading and writing: one entry a table and a manifest. Only its owner may read the file, and
 * it has its name once it is whole.
 * @returns what the manifest says.
 */
export async function backUp(url: string, file: string): Promise<Manifest> {
  const client = new Client(url);
  await client.connect();
  const part = `${file}.part`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const manifest = await survey(client);
    await write(client, manifest, part);
    await rename(part, file);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error instanceof Error && 'path' in error && error.path === part
      ? new Problem(`The backup cannot be written to ${file}: ${error.message}.`)
      : error;
  } finally {
    await client.end();
  }
}

/** What the archive will hold, without what only its rows tell. */
async function survey(client: Client): Promise<Manifest> {
  const migrations = await listMigrations(client);
  if (migrations.length === 0)
    throw new Problem('The database is empty: there is nothing to keep.');
  const names = (await listTables(client)).filter((name) => !passing.includes(name));
  const sequences = await client.query(
    `select sequencename as name, coalesce(last_value, start_value)::text as value,
       last_value is not null as "isCalled"
     from pg_sequences where schemaname = 'public' order by 1`,
  );
  return {
    format: 1,
    madeAt: new Date().toISOString(),
    migrations,
    tables: names.map((name) => ({ name, rows: 0, sha256: '' })),
    sequences: Sequences.parse(sequences.rows),
  };
}

async function write(client: Client, manifest: Manifest, file: string): Promise<void> {
  const zip = new ZipFile();
  const failed = new AbortController();
  zip.on('error', (error) => failed.abort(error));
  for (const table of manifest.tables) {
    zip.addReadStreamLazy(entryOf(table.name), options, (take) =>
      take(null, Readable.from(rowsOf(client, table))),
    );
  }
  // Asked for once all tables are written, and knows their counts by then.
  zip.addReadStreamLazy(manifestName, options, (take) =>
    take(null, Readable.from([Buffer.from(JSON.stringify(manifest, null, 2))])),
  );
  zip.end();
  const out = createWriteStream(file, { mode: 0o600, flags: 'w' });
  await pipeline(zip.outputStream, out, { signal: failed.signal }).catch((error: unknown) => {
    throw failed.signal.aborted ? failed.signal.reason : error;
  });
}

/** The rows of a table as COPY writes them; when all are read the table knows how many, and their digest. */
async function* rowsOf(client: Client, table: Manifest['tables'][number]) {
  const hash = createHash('sha256');
  const copy = client.query(copyTo(`copy ${quoted(table.name)} to stdout`));
  for await (const chunk of copy) {
    hash.update(chunk);
    yield chunk;
  }
  table.rows = copy.rowCount;
  table.sha256 = hash.digest('hex');
}
