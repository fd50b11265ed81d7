import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { hash, withLock } from '@/lib/cli/lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'aftermerge-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('two that want the same lock work one after the other', async () => {
  const steps: string[] = [];
  const work = (name: string) => async () => {
    steps.push(`${name} begins`);
    await sleep(20);
    steps.push(`${name} ends`);
  };
  await Promise.all([
    withLock(folder, 'test', work('first')),
    withLock(folder, 'test', work('second')),
  ]);
  expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('the lock of a process that died is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const file = join(tmpdir(), `aftermerge-stale-${hash(realpathSync(folder))}.lock`);
  writeFileSync(file, String(dead));
  expect(await withLock(folder, 'stale', async () => 'worked')).toBe('worked');
});

test('a lock is given back also when the work fails', async () => {
  const fail = async () => {
    throw new Error('no luck');
  };
  await expect(withLock(folder, 'fail', fail)).rejects.toThrow('no luck');
  expect(await withLock(folder, 'fail', async () => 'worked')).toBe('worked');
});
