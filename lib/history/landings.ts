import type { GitCommit } from '@/lib/history/git-log';

/** One commit of the branch itself, with all that came to the branch with it. */
export interface Landing {
  sha: string;
  /** What the branch was before; undefined at the beginning of history. */
  base: string | undefined;
  /** Oldest first; the last one is the landing commit. Of a huge landing the newest ones only. */
  commits: GitCommit[];
}

const commitsAtMost = 5_000;
const charactersAtMost = 4_000_000;

/**
 * Groups commits by the landing that brought them: the oldest commit of the branch that they are
 * reachable from. `shas` are the branch's own commits, oldest first; `commits` come newest first and
 * none before all of its children, so that each is known to be a child's parent when it comes.
 */
export async function groupByLanding(
  shas: readonly string[],
  commits: AsyncIterable<GitCommit>,
): Promise<Landing[]> {
  const own = new Map(shas.map((sha, index) => [sha, index]));
  const groups = shas.map(() => ({ commits: [] as GitCommit[], characters: 0 }));
  /** The landing of each commit that a child has named and that is still to come. */
  const awaited = new Map<string, number>();
  for await (const commit of commits) {
    const landing = own.get(commit.sha) ?? awaited.get(commit.sha);
    awaited.delete(commit.sha);
    if (landing === undefined) continue;
    for (const parent of commit.parents) {
      awaited.set(parent, Math.min(awaited.get(parent) ?? landing, landing));
    }
    const group = groups[landing];
    if (group === undefined || group.commits.length >= commitsAtMost) continue;
    if (group.characters > charactersAtMost) continue;
    group.commits.push(commit);
    group.characters += commit.message.length;
  }
  return groups.flatMap(({ commits }, index) => {
    const sha = shas[index];
    const landed = commits[0];
    if (sha === undefined || landed === undefined) return [];
    return { sha, base: landed.parents[0], commits: commits.reverse() };
  });
}
