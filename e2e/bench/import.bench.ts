import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { askGit } from '@/lib/history/git';
import { openRepository } from '@/lib/history/open-repository';
import { Problem } from '@/lib/problem';

/**
 * Imports a history into an empty database, beside the same `git log` with its output thrown away:
 * messages, and lines changed against the first parent, of the branch's own commits.
 */
export default async function importBench([path]: string[]): Promise<void> {
  if (path === undefined) throw new Problem('Give the path: npm run bench -- import <path>');
  const { folder, tip } = await openRepository({ path });
  const commits = Number(await askGit(folder, ['rev-list', '--count', tip]));
  const landings = Number(await askGit(folder, ['rev-list', '--first-parent', '--count', tip]));

  const log = ['log', '--first-parent', '--diff-merges=first-parent', '--numstat', '--no-renames'];
  const logAlone = async () => {
    const alone = await seconds('git', ['-C', folder, ...log, '-z', '--format=raw', tip]);
    if (alone.failed) throw new Problem(`git log itself fails here: ${alone.said.trim()}`);
    console.log(`git log alone     ${alone.seconds.toFixed(1)} s`);
    return alone.seconds;
  };
  const before = await logAlone();

  const database = await openTemporaryDatabase();
  try {
    const words = ['run', '--silent', 'import', '--', folder, '--name', 'bench/history'];
    const run = await seconds('npm', words, { DATABASE_URL: database.url });
    if (run.failed) throw new Problem(`The import failed: ${run.said}`);
    const peakMb = Number(/at most (\d+) MB/.exec(run.said)?.[1]);
    console.log(`import            ${run.seconds.toFixed(1)} s`);
    // Before and after, because what else the machine does changes meanwhile.
    const alone = (before + (await logAlone())) / 2;
    console.log(`ratio             ${(run.seconds / alone).toFixed(2)} (bar: 4)`);
    console.log(`peak memory       ${peakMb} MB (bar: 400)`);
    console.log(`commits           ${commits}, ${Math.round(commits / run.seconds)}/s`);
    console.log(`changes           ${landings}, ${Math.round(landings / run.seconds)}/s`);
  } finally {
    await database.release();
  }
}

/** Runs a program to its end; keeps what it says on standard error, throws its output away. */
async function seconds(program: string, args: string[], variables: Record<string, string> = {}) {
  const startedAt = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...variables },
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { seconds: (performance.now() - startedAt) / 1000, failed: code !== 0, said };
}
