import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it, test } from 'vitest';
import { readLabels } from '@/lib/evaluation/read-labels';
import { Problem } from '@/lib/problem';

const folder = mkdtempSync(join(tmpdir(), 'aftermerge-labels-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const sha = (digit: string) => digit.repeat(40);
const lines = [
  { type: 'commit', sha: sha('1'), class: 'human', agents: '' },
  { type: 'revert', sha: sha('2'), kind: 'revert', form: 'quoted', targets: [sha('1')] },
].map((label) => JSON.stringify(label));

it('reads every line, the last one with or without its line break', async () => {
  for (const end of ['', '\n', '\n\n']) {
    const path = file('labels.gz', gzipSync(`${lines.join('\n')}${end}`));
    const { commits, reverts } = await readLabels(path);
    expect([...commits.keys()]).toEqual([sha('1')]);
    expect(reverts).toMatchObject([{ sha: sha('2'), targets: [sha('1')] }]);
  }
});

test.each([
  ['no file', () => join(folder, 'none.gz'), 'There is no file'],
  ['a folder', () => folder, 'is no file'],
  ['unzipped lines', () => file('plain', Buffer.from(lines.join('\n'))), 'compress the labels'],
  [
    'half a file',
    () => file('half', gzipSync(lines.join('\n')).subarray(0, 60)),
    'compress the labels',
  ],
  ['nothing', () => file('nothing', gzipSync('\n')), 'holds no labels'],
  ['a wrong line', () => file('wrong', gzipSync(`${lines[0]}\n{}`)), 'Line 2 of the labels'],
  ['no lines', () => file('long', gzipSync('x'.repeat(1_100_000))), 'a line that is too long'],
])('%s is refused in a sentence', async (_, path, words) => {
  const refused = readLabels(path());
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toBeInstanceOf(Problem);
});
