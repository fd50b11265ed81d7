import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Who may import whom: the architecture as a table. A folder may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  'lib/domain': [],
  'lib/stats': [],
  'lib/problem': [],
  'lib/env': ['lib/problem'],
  'lib/error-facts': [],
  'lib/log': ['lib/env', 'lib/error-facts'],
  'lib/outgoing': ['lib/env', 'lib/problem'],
  'lib/api': ['lib/domain'],
  'lib/sources': ['lib/domain'],
  'lib/attribution': ['lib/domain'],
  'lib/linking': ['lib/domain'],
  'lib/db': ['lib/problem', 'lib/env'],
  'lib/request': [],
  'lib/audit': ['lib/domain', 'lib/db', 'lib/request'],
  'lib/backup': ['lib/db', 'lib/problem'],
  'lib/rollup': ['lib/domain', 'lib/db'],
  'lib/ledger': [
    'lib/domain',
    'lib/audit',
    'lib/attribution',
    'lib/linking',
    'lib/rollup',
    'lib/db',
  ],
  'lib/intake': [
    'lib/domain',
    'lib/api',
    'lib/sources',
    'lib/ledger',
    'lib/audit',
    'lib/rollup',
    'lib/access',
    'lib/db',
    'lib/log',
  ],
  'lib/backfill': [
    'lib/domain',
    'lib/sources',
    'lib/intake',
    'lib/access',
    'lib/db',
    'lib/outgoing',
    'lib/problem',
    'lib/log',
  ],
  'lib/history': [
    'lib/domain',
    'lib/api',
    'lib/audit',
    'lib/ledger',
    'lib/db',
    'lib/problem',
    'lib/log',
  ],
  'lib/evaluation': [
    'lib/domain',
    'lib/attribution',
    'lib/linking',
    'lib/history',
    'lib/db',
    'lib/problem',
  ],
  'lib/sample': ['lib/domain', 'lib/audit', 'lib/ledger', 'lib/db'],
  // What agents are known by is shown as rows, and what a mark names is read: nothing is judged there.
  'lib/measure': [
    'lib/domain',
    'lib/api',
    'lib/stats',
    'lib/rollup',
    'lib/db',
    'lib/attribution/known-marks',
    'lib/attribution/agent-version',
  ],
  // What a message says is what the pages say.
  'lib/digest': [
    'lib/domain',
    'lib/api',
    'lib/measure',
    'lib/audit',
    'lib/access',
    'lib/db',
    'lib/env',
    'lib/outgoing',
    'lib/problem',
    'components/words',
    'components/weekly/weekly-words',
  ],
  'lib/access': [
    'lib/domain',
    'lib/audit',
    'lib/db',
    'lib/env',
    'lib/outgoing',
    'lib/problem',
    'lib/request',
  ],
  'lib/http': [
    'lib/domain',
    'lib/api',
    'lib/access',
    'lib/db',
    'lib/env',
    'lib/log',
    'lib/problem',
    'lib/request',
  ],
  'lib/worker': ['lib/'],
  'lib/cli': ['lib/', 'e2e/'],
  components: ['lib/domain', 'lib/api'],
  app: ['components', 'lib/'],
  proxy: ['lib/access/session-cookie', 'lib/http'],
  instrumentation: ['lib/http', 'lib/log', 'lib/error-facts'],
  e2e: ['lib/'],
};
/** Steps of the pipeline that no page may reach past lib/measure and lib/http for. */
const neverFromApp = ['lib/stats', 'lib/attribution', 'lib/linking'];

const folders = Object.keys(mayImport);
const folderOf = (path: string) =>
  folders.find(
    (folder) => path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`),
  );

const files = [
  ...readdirSync('.'),
  ...['lib', 'app', 'components', 'e2e'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)),
  ),
].filter((path) => /\.(ts|tsx)$/.test(path) && !path.includes('/generated/'));

it('every file imports only from the folders that its own may know', () => {
  const faults = files.flatMap((file) => {
    const folder = folderOf(file);
    // Tests may arrange their world through any step.
    if (folder === undefined || /\.test\.tsx?$/.test(file)) return [];
    return importsOf(file)
      .filter((path) => folderOf(path) !== folder)
      .filter(
        (path) =>
          !(mayImport[folder] ?? []).some((allowed) => path.startsWith(allowed)) ||
          (folder === 'app' && neverFromApp.some((never) => path.startsWith(never))),
      )
      .map((path) => `${file} imports ${path}`);
  });
  expect(faults).toEqual([]);
});

it('our own code is imported by its full name', () => {
  const faults = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/from '(\.{1,2}\/[^']*)'/g)].map(
      ([, path]) => `${file} imports ${path}`,
    ),
  );
  expect(faults).toEqual([]);
});

function importsOf(file: string): string[] {
  return [
    ...readFileSync(file, 'utf8').matchAll(/(?:from|import\(|import) ?'@\/([^']+)'/g),
  ].flatMap(([, path]) => path ?? []);
}
