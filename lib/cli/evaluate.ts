import { evaluateUsage, readEvaluateCommand } from '@/lib/cli/evaluate-command';
import { ImportProgressView, spentWords } from '@/lib/cli/import-progress';
import { runCommand } from '@/lib/cli/run-command';
import { withTemporaryDatabase } from '@/lib/cli/with-database';
import { evaluateHistory } from '@/lib/evaluation/evaluate-history';
import { readLabels } from '@/lib/evaluation/read-labels';
import { reportLines } from '@/lib/evaluation/report';
import { openRepository } from '@/lib/history/open-repository';
import { Problem } from '@/lib/problem';

const { repository, labels, json } = readCommand(process.argv.slice(2));
await runCommand(async () => {
  // Before any database is started: most mistakes are in what was typed.
  await openRepository({ path: repository });
  const labelled = await readLabels(labels);
  const view = new ImportProgressView(process.stderr);
  const evaluation = await withTemporaryDatabase((database) =>
    evaluateHistory(database, repository, labelled, (progress) =>
      view.show(progress, performance.now()),
    ),
  ).finally(() => view.stop());
  console.log(json ? JSON.stringify(evaluation, null, 2) : reportLines(evaluation).join('\n'));
  console.error(`\n${spentWords(process.uptime(), process.resourceUsage().maxRSS)}`);
});

function readCommand(args: readonly string[]) {
  try {
    return readEvaluateCommand(args);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n\n${evaluateUsage}`);
    process.exit(2);
  }
}
