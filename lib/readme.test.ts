import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

it('the README links only to files that exist', () => {
  const paths = [...readme.matchAll(/\]\(([^):]+)\)/g)].flatMap(([, path]) => path ?? []);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

it('the README names only commands and benches that exist', () => {
  const commands = [...readme.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].flatMap(
    ([, name]) => name ?? [],
  );
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  const [, benches = ''] = /`npm run bench -- <name>` measures: (.*)$/m.exec(readme) ?? [];
  const names = [...benches.matchAll(/`([a-z-]+)/g)].flatMap(([, name]) => name ?? []);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !existsSync(`e2e/bench/${name}.bench.ts`))).toEqual([]);
});
