import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type Postmaster = { pid: number; port: number | undefined };

/** What `postmaster.pid` says: PostgreSQL writes its pid on line 1 and its port on line 4. */
export function readPostmaster(text: string): Postmaster | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
}

/** The server that runs on the data folder, if one does; the file that a dead one left behind is removed. */
export function findPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid');
  const postmaster = readFile(file);
  if (!postmaster || isServerOf(folder, postmaster.pid)) return postmaster;
  // PostgreSQL itself refuses to start when the pid has since been given to another process of its user.
  if (readFile(file)?.pid === postmaster.pid) rmSync(file, { force: true });
  return undefined;
}

function readFile(file: string): Postmaster | undefined {
  return existsSync(file) ? readPostmaster(readFileSync(file, 'utf8')) : undefined;
}

function isServerOf(folder: string, pid: number): boolean {
  return commandLine(pid).includes(folder);
}

/** The command line of a live process; empty for one that is dead, also when nobody has reaped it. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
