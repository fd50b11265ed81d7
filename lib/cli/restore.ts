import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findSource, firstSource } from '@/lib/access/configured-sources';
import { noteInAudit } from '@/lib/audit/note';
import { restore } from '@/lib/backup/restore';
import { runCommand } from '@/lib/cli/run-command';
import { withServer } from '@/lib/cli/with-database';
import { connect } from '@/lib/db/client';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

const usage = `npm run restore -- file.zip [--replace]

Makes the database hold what a backup holds. Stop the application first. Unless --replace is said, the
database must hold nothing yet.`;

const args = process.argv.slice(2);
const files = args.filter((one) => one !== '--replace');
const [named] = files;
if (named === undefined || named.startsWith('-') || files.length > 1) {
  console.error(usage);
  process.exit(2);
}
const file = resolve(env().INIT_CWD ?? '.', named);
await runCommand(() => withServer(run));

async function run(url: string): Promise<void> {
  if (!existsSync(file)) throw new Problem(`There is no ${file}.`);
  const { madeAt, tables } = await restore(url, file, { replace: args.includes('--replace') });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${rows} rows of ${tables.length} tables are there, as of ${madeAt}.`);
  console.log('Everybody signs in anew; invitations that were open must be made again.');
  const database = connect(url);
  try {
    await noteInAudit(database, {
      decidedBy: 'npm run restore',
      action: 'restore',
      repository: null,
      subject: `backup of ${madeAt}`,
      reason: '',
    });
    await findSource(database, firstSource);
  } finally {
    await database.$disconnect();
  }
}
