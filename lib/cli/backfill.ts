import { openBackfill, runBackfill } from '@/lib/backfill/run-backfill';
import {
  type BackfillCommand,
  backfillUsage,
  readBackfillCommand,
} from '@/lib/cli/backfill-command';
import { BackfillProgressView, backfillLines, waitWords } from '@/lib/cli/backfill-progress';
import { runCommand } from '@/lib/cli/run-command';
import { withDatabase } from '@/lib/cli/with-database';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

const command = readCommand(process.argv.slice(2));
await runCommand(async () => {
  // Before any database is started: most mistakes are in what was typed, or the token's.
  const backfill = await openBackfill({
    ...command,
    token: tokenFor(command),
    onWait: async (until) => {
      if (until !== undefined) console.error(`${waitWords(until)} …`);
    },
  });
  const view = new BackfillProgressView(process.stderr);
  const end = await withDatabase((database) =>
    runBackfill(database, backfill, (progress) => view.show(progress, performance.now())),
  ).finally(() => view.stop());
  console.log(`\n${end.repository}: all is read and stored.`);
  for (const line of backfillLines(end)) console.log(line);
  for (const sentence of end.leftOut) console.log(sentence);
  console.log('It is applied by the running application, or by npm run worker.');
});

function tokenFor({ host }: BackfillCommand): string {
  const name = host === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN';
  const token = env()[name];
  if (token === undefined) {
    throw new Problem(`Put a token that may read the repository into ${name}: there is none.`);
  }
  return token;
}

function readCommand(args: readonly string[]): BackfillCommand {
  try {
    return readBackfillCommand(args);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n\n${backfillUsage}`);
    process.exit(2);
  }
}
