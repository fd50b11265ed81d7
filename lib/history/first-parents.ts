import { askGit, fields, gitOutput } from '@/lib/history/git';

const onBranch = (tip: string, without: readonly string[]) => [
  ...['rev-list', '--first-parent', tip],
  ...without.map((sha) => `^${sha}`),
];

/** Streams the shas of the commits that the branch itself consists of, oldest first. */
export async function* firstParents(
  folder: string,
  tip: string,
  without: readonly string[],
): AsyncGenerator<string, void, undefined> {
  const args = [...onBranch(tip, without), '--reverse', '--'];
  for await (const shas of fields(gitOutput(folder, args), '\n')) yield* shas;
}

/** A commit of the branch itself, and when it was made. */
export interface DatedCommit {
  sha: string;
  atMs: number;
}

/** `firstParents` with their dates, many at a time, within `limits` as git has them. */
export async function* datedFirstParents(
  folder: string,
  tip: string,
  without: readonly string[],
  limits: readonly string[],
): AsyncGenerator<DatedCommit[], void, undefined> {
  const args = [...onBranch(tip, without), ...limits, '--timestamp', '--reverse', '--'];
  for await (const lines of fields(gitOutput(folder, args), '\n')) {
    yield lines.map((line) => {
      const [seconds = '', sha = ''] = line.split(' ');
      return { sha, atMs: Number(seconds) * 1000 };
    });
  }
}

/** How many commits `firstParents` tells. */
export async function countFirstParents(
  folder: string,
  tip: string,
  without: readonly string[],
): Promise<number> {
  return Number(await askGit(folder, [...onBranch(tip, without), '--count', '--']));
}

/** The newest commit of the branch itself from before a date; undefined where all are later. */
export async function lastBefore(
  folder: string,
  tip: string,
  date: string,
): Promise<string | undefined> {
  const before = Date.parse(`${date}T00:00:00Z`) / 1000 - 1;
  const args = [...onBranch(tip, []), `--before=${before}`, '--max-count=1', '--'];
  return (await askGit(folder, args)) || undefined;
}
