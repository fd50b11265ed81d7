import { importUsage, readImportCommand } from '@/lib/cli/import-command';
import { ImportProgressView, spentWords, summaryLines } from '@/lib/cli/import-progress';
import { runCommand } from '@/lib/cli/run-command';
import { withDatabase } from '@/lib/cli/with-database';
import { importHistory } from '@/lib/history/import-history';
import { openRepository } from '@/lib/history/open-repository';
import { Problem } from '@/lib/problem';

const request = readRequest(process.argv.slice(2));
await runCommand(async () => {
  // Before any database is started: most mistakes are in what was typed.
  await openRepository(request);
  const view = new ImportProgressView(process.stderr);
  const summary = await withDatabase((database) =>
    importHistory(
      database,
      request,
      (progress) => view.show(progress, performance.now()),
      'npm run import',
    ),
  ).finally(() => view.stop());
  const { repository, changes } = view.last ?? { repository: request.path, changes: 0 };
  console.log(`\n${repository}: ${changes.toLocaleString('en-US')} changes added by this run.`);
  for (const line of summaryLines(summary)) console.log(line);
  console.error(`\n${spentWords(process.uptime(), process.resourceUsage().maxRSS)}`);
});

function readRequest(args: readonly string[]) {
  try {
    return readImportCommand(args);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n\n${importUsage}`);
    process.exit(2);
  }
}
