import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const bootstrap = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stats-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(content: string) {
  const path = join(folder, 'cases.json');
  writeFileSync(path, content);
  return spawnSync(process.execPath, [bootstrap, 'stats', path], { encoding: 'utf8' });
}

const nothing = {
  name: '0 of both',
  method: 'riskRatio',
  inputs: { x1: 0, n1: 25, x2: 0, n2: 30 },
};
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

test('prints a line a case, what is undefined as null and what has no end in words', () => {
  const { status, stdout } = run(JSON.stringify([nothing, { ...nothing, name: 'again' }]));
  expect(status).toBe(0);
  expect(lines(stdout)).toMatchObject([
    { name: '0 of both', output: { estimate: null, moverWilson: [0, 'Infinity'], katzLog: null } },
    { name: 'again' },
  ]);
});

test('goes on after a case that it refuses, and says so at the end', () => {
  const { status, stdout } = run(
    JSON.stringify([
      { ...nothing, method: 'guess' },
      { ...nothing, inputs: { x1: 3 } },
      { name: 'uneven', method: 'logRank', inputs: { time: [1, 2], event: [1], group: [0, 1] } },
      { name: 'three arms', method: 'logRank', inputs: { time: [1], event: [1], group: [2] } },
      nothing,
    ]),
  );
  expect(status).toBe(1);
  expect(lines(stdout)).toMatchObject([
    { output: null, error: 'there is no method guess' },
    { output: null, error: expect.stringContaining('at n1') },
    { output: null, error: expect.stringContaining('time, event, group differ in length') },
    { output: null, error: expect.stringContaining('at group[0]') },
    { name: '0 of both', output: { estimate: null } },
  ]);
});

test.each(['{}', '[1]', 'no JSON'])('says of %s that it is not an array of cases', (content) => {
  const { status, stderr } = run(content);
  expect(status).toBe(1);
  expect(stderr).toContain('is no JSON array of {name, method, inputs}');
});
