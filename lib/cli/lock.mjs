// Plain JavaScript without packages: it runs before there are any.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs the work while no other process runs work of this name for the same folder. */
export async function withLock(folder, name, work) {
  const file = path.join(os.tmpdir(), `aftermerge-${name}-${hash(fs.realpathSync(folder))}.lock`);
  while (!take(file)) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    removeStale(file);
    return false;
  }
}

/** Moved away before it is removed, so that of two who find it stale none removes the other's new one. */
function removeStale(file) {
  const owner = readOwner(file);
  if (owner === undefined || isAlive(owner)) return;
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (readOwner(aside) !== owner) fs.linkSync(aside, file);
    fs.rmSync(aside);
  } catch {
    // Somebody else was faster.
  }
}

/** The pid in the file; nothing while it is being written, or gone. */
function readOwner(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A short name for a text. */
export function hash(...texts) {
  const digest = crypto.createHash('sha256');
  for (const text of texts) digest.update(text).update('\0');
  return digest.digest('hex').slice(0, 32);
}
