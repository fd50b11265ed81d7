import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp } from '@/lib/backup/back-up';
import { runCommand } from '@/lib/cli/run-command';
import { withServer } from '@/lib/cli/with-database';
import { env } from '@/lib/env';

const usage = `npm run backup [-- file.zip]

Writes all that the database holds into one file, while the application runs or not.`;

const [named, ...more] = process.argv.slice(2);
if (named?.startsWith('-') || more.length > 0) {
  console.error(usage);
  process.exit(2);
}
await runCommand(() => withServer(run));

async function run(url: string): Promise<void> {
  const { INIT_CWD = '.', AFTERMERGE_SECRET } = env();
  const stamp = new Date()
    .toISOString()
    .replace(/:\d\d\..*/, '')
    .replaceAll(':', '');
  const file = resolve(INIT_CWD, named ?? `aftermerge-${stamp}.zip`);
  const startedAt = performance.now();
  const { tables } = await backUp(url, file);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const megabytes = (statSync(file).size / 1_048_576).toFixed(1);
  console.log(`${rows} rows of ${tables.length} tables, ${megabytes} MB, in ${seconds} s.`);
  console.log(
    `Stored secrets are sealed in it: keep ${AFTERMERGE_SECRET === undefined ? 'secret.key of the data folder' : 'AFTERMERGE_SECRET'} as well, in another place.`,
  );
  console.log(file);
}
