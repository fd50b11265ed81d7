import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '@/lib/db/embedded';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aftermerge-embedded-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openEmbedded({ dataFolder: folder, durable: false });
const pidFile = () => join(folder, 'postgres', 'data', 'postmaster.pid');
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

async function answer(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

/** Another process that takes a lease and says so; it ends when it is killed. */
async function otherProcess() {
  const program = `
    import { openEmbedded } from '@/lib/db/embedded';
    await openEmbedded({ dataFolder: ${JSON.stringify(folder)}, durable: false });
    console.log('open');
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the embedded database', () => {
  test('is made, started, shared by two, and stopped by the last to leave', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    expect(second.url).toBe(first.url);
    await answer(first.url, 'create table kept as select 42 as number');
    await first.release();
    expect(await answer(second.url, 'select number from kept')).toEqual({ number: 42 });
    await second.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  test('keeps its data and its port from one start to the next', async () => {
    const first = await open();
    await first.release();
    const second = await open();
    expect(second.url).toBe(first.url);
    expect(await answer(second.url, 'select number from kept')).toEqual({ number: 42 });
    await second.release();
  });

  test('does not count the lease of a process that was killed', async () => {
    const child = await otherProcess();
    const ours = await open();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect
      .poll(() =>
        answer(
          ours.url,
          `select count(*)::int as leases from pg_locks where locktype = 'advisory'`,
        ),
      )
      .toEqual({ leases: 1 });
    await ours.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  test('takes over a server whose only user was killed', async () => {
    const child = await otherProcess();
    const pid = serverPid();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const ours = await open();
    expect(serverPid()).toBe(pid);
    await ours.release();
    expect(existsSync(pidFile())).toBe(false);
  });

  test('tells when its server is killed, and recovers at the next start', async () => {
    const first = await open();
    process.kill(serverPid(), 'SIGKILL');
    await first.lost;
    await first.release();
    const second = await open();
    expect(await answer(second.url, 'select number from kept')).toEqual({ number: 42 });
    await second.release();
  });

  test('starts although a stale postmaster.pid names a living process', async () => {
    writeFileSync(pidFile(), `${process.pid}\n${folder}\n0\n1\n\n127.0.0.1\n`);
    const database = await open();
    expect(serverPid()).not.toBe(process.pid);
    await database.release();
  });

  test('says what to do when a file stands where its folder should be', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(openEmbedded({ dataFolder: file })).rejects.toThrow(
      /file stands where the folder should be.*AFTERMERGE_DATA/,
    );
  });
});
