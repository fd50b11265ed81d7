import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findFreePort } from '@/lib/db/free-port';
import {
  type Account,
  freshHome,
  giveTo,
  postgresAccount,
  postgresBinaries,
  publishHome,
} from '@/lib/db/postgres-home';
import { findPostmaster } from '@/lib/db/postmaster';
import { storageProblem } from '@/lib/db/storage-problem';
import { Problem } from '@/lib/problem';

export type EmbeddedDatabase = {
  url: string;
  /** Settles when the server has gone although nobody released it. */
  lost: Promise<void>;
  /** Gives the database up; the last process to do so stops the server. */
  release(): Promise<void>;
};

type Options = {
  dataFolder: string;
  /** False: a database that need not survive a power cut, for tests. */
  durable?: boolean;
  /** Takes one line for the person at the terminal. */
  report?: (line: string) => void;
};

type Cluster = { home: string; data: string; binaries: string; account: Account; durable: boolean };

const name = 'aftermerge';
/** Everybody who uses the server holds this advisory lock shared; who gets it alone is the last. */
const leaseKey = 4_605_124;
const startTimeoutMs = 60_000;

const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '256MB',
  work_mem: '32MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  // What a statement held is nobody's business who reads the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
const fleetingSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * The PostgreSQL under the data folder, made and started where it is not yet. Several processes may
 * use it at once: the first starts it, the last to release it stops it, and one that died without
 * releasing is not counted, because its lease is a lock held by its connection.
 */
export async function openEmbedded({
  dataFolder,
  durable = true,
  report,
}: Options): Promise<EmbeddedDatabase> {
  const folder = resolve(dataFolder);
  try {
    const cluster = await findOrCreateCluster(join(folder, 'postgres'), durable, report);
    const { lease, port } = await leaseServer(cluster);
    await createDatabase(lease);
    return opened(cluster, lease, urlOf(cluster, port, name));
  } catch (error) {
    throw storageProblem(folder, error);
  }
}

function opened(cluster: Cluster, lease: Client, url: string): EmbeddedDatabase {
  let released: Promise<void> | undefined;
  const lost = new Promise<void>((resolve) => {
    lease.once('end', () => {
      if (!released) resolve();
    });
  });
  const release = () => {
    released ??= endLease(cluster, lease);
    return released;
  };
  return { url, lost, release };
}

async function findOrCreateCluster(
  place: string,
  durable: boolean,
  report: Options['report'],
): Promise<Cluster> {
  const account = postgresAccount();
  const binaries = postgresBinaries(account);
  if (!existsSync(join(place, 'data', 'PG_VERSION'))) await createCluster(place, account, binaries);
  const home = realpathSync(place);
  if (lstatSync(place).isSymbolicLink()) {
    report?.(`The database is in ${home}, where the user postgres can reach it.`);
  }
  return { home, data: join(home, 'data'), binaries, account, durable };
}

async function createCluster(place: string, account: Account, binaries: string): Promise<void> {
  // A link whose target somebody removed: the data is gone, the place is free.
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(place);
  const fresh = freshHome(account, place);
  const password = join(fresh, 'password');
  writeFileSync(password, randomBytes(24).toString('base64url'));
  giveTo(account, password, 0o600);
  try {
    await run(account, join(binaries, 'initdb'), [
      ['--pgdata', join(fresh, 'data')],
      ['--username', name],
      ['--pwfile', password],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      ['--locale', 'C'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
    ]);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    throw error;
  }
  publishHome(fresh, place);
}

function urlOf({ home }: Cluster, port: number, database: string): string {
  const password = readFileSync(join(home, 'password'), 'utf8');
  return `postgresql://${name}:${password}@127.0.0.1:${port}/${database}`;
}

async function leaseServer(cluster: Cluster): Promise<{ lease: Client; port: number }> {
  const deadline = Date.now() + startTimeoutMs;
  // Twice, as somebody may take the port between our asking and PostgreSQL's binding.
  const failures: unknown[] = [];
  while (Date.now() < deadline && failures.length < 2) {
    const port = findPostmaster(cluster.data)?.port;
    const lease =
      port === undefined ? undefined : await takeLease(urlOf(cluster, port, 'postgres'));
    if (port !== undefined && lease) return { lease, port };
    // Still there without answering: it is starting, recovering or stopping.
    if (findPostmaster(cluster.data)) await sleep(100);
    else await startServer(cluster).catch((error) => failures.push(error));
  }
  throw failures.at(-1) ?? unanswered(cluster);
}

function unanswered({ home }: Cluster): Problem {
  return new Problem(
    `PostgreSQL did not answer within ${startTimeoutMs / 1000} seconds: see what it says in ${join(home, 'log')}.`,
  );
}

/** A connection that holds the lease, or nothing while the server does not take any. */
async function takeLease(url: string): Promise<Client | undefined> {
  const client = new Client({
    connectionString: url,
    application_name: `${name} lease of ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Also without this listener 'end' tells that the server has gone, but then the process would crash.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [leaseKey]);
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}

/** Unlocks, and stops the server if nobody else holds the lock. Newcomers wait for it and so never meet half a server. */
async function endLease(cluster: Cluster, lease: Client): Promise<void> {
  try {
    await lease.query('select pg_advisory_unlock_shared($1)', [leaseKey]);
    const answer = await lease.query('select pg_try_advisory_lock($1) as last', [leaseKey]);
    if (answer.rows[0]?.last === true) await stopServer(cluster);
  } catch (error) {
    // The server had already gone by itself.
    if (findPostmaster(cluster.data)) throw error;
  }
  await lease.end().catch(() => {});
}

async function startServer(cluster: Cluster): Promise<void> {
  const { home, data, binaries, account, durable } = cluster;
  const portFile = join(home, 'port');
  const port = await findFreePort(
    existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0,
  );
  const flags = Object.entries({ ...settings, ...(durable ? {} : fleetingSettings) })
    .map(([key, value]) => `-c ${key}='${value}'`)
    .join(' ');
  writeFileSync(portFile, String(port));
  try {
    await run(account, join(binaries, 'pg_ctl'), [
      ['start', '--wait', '--silent'],
      ['--pgdata', data],
      ['--log', join(home, 'log')],
      ['--timeout', String(startTimeoutMs / 1000)],
      ['--options', `-p ${port} ${flags}`],
    ]);
  } catch (error) {
    throw startFailure(cluster, error);
  }
}

function startFailure({ home }: Cluster, error: unknown): unknown {
  const log = join(home, 'log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  const fatal = lines
    .findLast((line) => /FATAL|PANIC/.test(line))
    ?.replace(/^.*?(FATAL|PANIC): +/, '');
  if (!fatal) return error;
  return new Problem(`PostgreSQL does not start (${fatal}): see its log ${log}.`, { cause: error });
}

async function stopServer({ data, binaries, account }: Cluster): Promise<void> {
  await run(account, join(binaries, 'pg_ctl'), [
    ['stop', '--wait', '--silent', '--mode', 'fast'],
    ['--pgdata', data],
    ['--timeout', '60'],
  ]);
}

async function createDatabase(client: Client): Promise<void> {
  const found = await client.query('select from pg_database where datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`create database ${name}`).catch(ignoreDuplicate);
}

function ignoreDuplicate(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '42P04' && code !== '23505') throw error;
}

const execFileAsync = promisify(execFile);

/** With nothing of our environment but English messages, so that no PG* variable leads it astray. */
async function run(account: Account, program: string, args: string[][]): Promise<void> {
  const env = { LC_ALL: 'C', NODE_ENV: 'production' } as const;
  await execFileAsync(program, args.flat(), { ...account, cwd: '/', env });
}
