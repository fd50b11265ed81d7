import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const documents = ['README.md', ...readdirSync('docs').map((name) => join('docs', name))];

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  it('links only to files that exist', () => {
    const paths = [...text.matchAll(/\]\(([^):]+)\)/g)].flatMap(([, path]) => path ?? []);
    expect(paths.filter((path) => !existsSync(join(dirname(document), path)))).toEqual([]);
  });

  it('names only commands that exist', () => {
    const commands = [...text.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].flatMap(
      ([, name]) => name ?? [],
    );
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('the README leads to every document, and names only benches that exist', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(documents.slice(1).filter((path) => !readme.includes(`](${path})`))).toEqual([]);
  const [, benches = ''] = /`npm run bench -- <name>` measures: (.*)$/m.exec(readme) ?? [];
  const names = [...benches.matchAll(/`([a-z-]+)/g)].flatMap(([, name]) => name ?? []);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !existsSync(`e2e/bench/${name}.bench.ts`))).toEqual([]);
});
