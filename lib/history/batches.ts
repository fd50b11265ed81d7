import { type Diff, DiffReader } from '@/lib/history/diffs';
import { firstParents } from '@/lib/history/first-parents';
import { type GitCommit, gitLog } from '@/lib/history/git-log';
import { type LandedChange, mayGoOn, readChanges } from '@/lib/history/landed';
import { groupByLanding } from '@/lib/history/landings';
import type { GitRepository } from '@/lib/history/open-repository';

/** A part of the history that is applied at once. */
export interface Batch {
  changes: { change: LandedChange; diff: Diff }[];
  /** How many commits of the branch itself the changes are. */
  landings: number;
  /** The newest of them: with it applied, the history goes on from here. */
  cursor: string;
  /** Some sizes are not known, because the clone lacks contents. */
  lacking: boolean;
}

const landingsAtMost = 500;
/** Of messages and paths: bounds what is held where single changes are large. */
const charactersAtMost = 4_000_000;
/** What a commit weighs beside its message. */
const commitOverhead = 300;

class OverBudget extends Error {}

/**
 * Streams the history that the tip has and `without` have not, oldest first, a batch at a time.
 * Nothing is read before it is asked for.
 */
export async function* batches(
  repository: GitRepository,
  without: readonly string[],
  now: Date,
): AsyncGenerator<Batch, void, undefined> {
  const reader = new BatchReader(repository, without, now);
  const upcoming = firstParents(repository.folder, repository.tip, without);
  let length = landingsAtMost;
  let shas: string[] = [];
  try {
    for (;;) {
      while (shas.length < length) {
        const { value, done } = await upcoming.next();
        if (done) break;
        shas.push(value);
      }
      try {
        const batch = await reader.read(shas.slice(0, length));
        if (batch !== undefined) yield batch;
        if (shas.length === 0) return;
        shas = shas.slice(length);
        length = Math.min(length * 2, landingsAtMost);
      } catch (error) {
        if (!(error instanceof OverBudget)) throw error;
        length = Math.ceil(length / 2);
      }
    }
  } finally {
    await upcoming.return();
  }
}

class BatchReader {
  readonly #diffs: DiffReader;
  #before: readonly string[];
  /** The newest change, held back while the landings that follow may belong to it. */
  #open: LandedChange | undefined;

  constructor(
    private readonly repository: GitRepository,
    private readonly without: readonly string[],
    private readonly now: Date,
  ) {
    this.#diffs = new DiffReader(repository);
    this.#before = without;
  }

  /**
   * The changes of the next landings; of none, the change that was held back. Throws OverBudget,
   * having changed nothing, where they are too large to be held at once.
   */
  async read(shas: readonly string[]): Promise<Batch | undefined> {
    const newest = shas.at(-1);
    const spend = meter(shas.length > 1 ? charactersAtMost : Number.POSITIVE_INFINITY);
    const changes =
      newest === undefined
        ? readChanges([], this.#open)
        : readChanges(await this.#landings(shas, newest, spend), this.#open);
    const last = changes.at(-1);
    const open = newest !== undefined && last !== undefined && mayGoOn(last) ? last : undefined;
    const whole = open === undefined ? changes : changes.slice(0, -1);
    const diffs = await this.#diffs.read(whole, spend);
    this.#open = open;
    if (newest !== undefined) this.#before = [...this.without, newest];
    const cursor = whole.at(-1)?.sha;
    if (cursor === undefined) return undefined;
    return {
      changes: whole.map((change, index) => ({ change, diff: diffs[index] ?? { size: {} } })),
      landings: whole.reduce((sum, { landings }) => sum + landings, 0),
      cursor,
      lacking: this.#diffs.lacking,
    };
  }

  /**
   * Each batch is a `git log` of its own range, which tells exactly what it landed: in one log of the
   * whole, commits of a branch that had merged the main line come among landings that are not theirs.
   */
  #landings(shas: readonly string[], newest: string, spend: (characters: number) => void) {
    const { folder } = this.repository;
    return groupByLanding(shas, metered(gitLog(folder, newest, this.#before, this.now), spend));
  }
}

function meter(limit: number): (characters: number) => void {
  let spent = 0;
  return (characters) => {
    spent += characters;
    if (spent > limit) throw new OverBudget();
  };
}

async function* metered(commits: AsyncIterable<GitCommit>, spend: (characters: number) => void) {
  for await (const commit of commits) {
    spend(commit.message.length + commitOverhead);
    yield commit;
  }
}
