import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import {
  countFirstParents,
  type DatedCommit,
  datedFirstParents,
} from '@/lib/history/first-parents';
import { ageAtMostMs, FixTracer, type Repaired } from '@/lib/history/fix-tracer';
import { askGit, fields, GitFailure, gitBytes, gitOutput } from '@/lib/history/git';
import type { GitRepository } from '@/lib/history/open-repository';
import { PatchReader, patchOptions } from '@/lib/history/patch';
import { noteTraced } from '@/lib/history/record';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { loadSettings } from '@/lib/ledger/judging';

/** How far the fixes of a history are traced. */
export interface TraceProgress {
  /** Commits of the branch itself that were looked through in this run, and all of them. */
  done: number;
  total: number;
  /** Fixes that took away lines of other changes, found by this run. */
  traced: number;
  notes: readonly string[];
}

type Traced = Extract<LedgerEvent, { type: 'change.traced' }>;

const landingsAtOnce = 500;
/** So many failures mean that the clone lacks contents throughout. */
const failuresAtMost = 20;

class LacksFiles extends Error {}

/**
 * Traces each fix of the branch to the commits that had written the lines that it took away or
 * replaced, in the 90 days before it, and applies what it finds: a page at a time, each with the
 * commit that the next run goes on from. `earlier` is what was not asked to be imported.
 */
export async function traceFixes(
  database: PrismaClient,
  id: number,
  repository: GitRepository,
  { traced: from, earlier }: { traced: string | null; earlier: readonly string[] },
  onProgress: (progress: TraceProgress) => void,
): Promise<void> {
  const { folder, name, tip } = repository;
  const total = await countFirstParents(folder, tip, from === null ? earlier : [from]);
  if (total === 0) return;
  const follower = new BranchFollower(repository);
  let [cursor, done, traced] = [from, 0, 0];
  const tell = (notes: readonly string[] = []) => onProgress({ done, total, traced, notes });
  tell();
  try {
    for await (const { commits, isNew } of pages(repository, from, earlier)) {
      if (!isNew) {
        follower.begin(commits);
        continue;
      }
      const fixes = await findFixes(database, id, commits);
      const events = tracedFixes(
        name,
        fixes,
        await follower.follow(commits, new Set(fixes.keys())),
      );
      const [before, reached] = [cursor, commits.at(-1)?.sha ?? tip];
      if (events.length === 0) await noteTraced(database, id, before, reached);
      else {
        await applyBatch(database, events, {
          rank: 'git',
          within: (tx) => noteTraced(tx, id, before, reached),
        });
      }
      cursor = reached;
      done += commits.length;
      traced += events.length;
      tell(follower.notes);
    }
  } catch (error) {
    if (!(error instanceof LacksFiles)) throw error;
    tell(['This clone lacks files: fixes are not traced to what they repaired.']);
  }
}

/** The branch's commits in pages, from 90 days before the first new one, whose lines it may take. */
async function* pages(
  { folder, tip }: GitRepository,
  from: string | null,
  earlier: readonly string[],
) {
  const cursor = from ?? earlier[0];
  if (cursor !== undefined) {
    const cursorMs = Number(await askGit(folder, ['show', '-s', '--format=%ct', cursor])) * 1000;
    const known: DatedCommit[] = [];
    const since = `--since=${Math.floor((cursorMs - ageAtMostMs) / 1000)}`;
    for await (const commits of datedFirstParents(folder, cursor, [], [since])) {
      known.push(...commits);
    }
    // Without any that are known, the cursor itself stands before what comes.
    if (known.length === 0) known.push({ sha: cursor, atMs: cursorMs });
    yield { commits: known, isNew: false };
  }
  let page: DatedCommit[] = [];
  const without = cursor === undefined ? [] : [cursor];
  for await (const commits of datedFirstParents(folder, tip, without, [])) {
    page.push(...commits);
    while (page.length >= landingsAtOnce) {
      yield { commits: page.slice(0, landingsAtOnce), isNew: true };
      page = page.slice(landingsAtOnce);
    }
  }
  if (page.length > 0) yield { commits: page, isNew: true };
}

/** Reads a branch's patches commit by commit, but only those that matter to a fix. */
class BranchFollower {
  readonly #tracer = new FixTracer();
  /** Commits that have passed and whose patches no fix has needed yet. */
  #passed: DatedCommit[] = [];
  /** The newest commit whose patch was read or left out for good. */
  #base: string | undefined;
  #failures = 0;
  #unread = 0;

  constructor(private readonly repository: GitRepository) {}

  /** What could not be read, in sentences. */
  get notes(): string[] {
    if (this.#unread === 0) return [];
    return [`This clone lacks files: of the fixes, ${this.#unread} could not be traced.`];
  }

  /** Takes the commits that lead up to the first new one; the first of them is where to begin. */
  begin(commits: readonly DatedCommit[]): void {
    this.#passed = [...commits];
    this.#leaveOut(1);
  }

  /** Takes commits among which there is no fix. */
  #pass(commits: readonly DatedCommit[]): void {
    this.#passed.push(...commits);
    const newestMs = commits.at(-1)?.atMs ?? 0;
    const first = this.#passed.findIndex(({ atMs }) => atMs >= newestMs - ageAtMostMs);
    if (first > 0) this.#leaveOut(first);
  }

  /** What the fixes among the commits repaired, by their sha. */
  async follow(
    commits: readonly DatedCommit[],
    fixes: ReadonlySet<string>,
  ): Promise<Map<string, Repaired[]>> {
    const found = new Map<string, Repaired[]>();
    if (fixes.size === 0) {
      this.#pass(commits);
      return found;
    }
    const all = [...this.#passed, ...commits];
    this.#passed = [];
    for (let start = 0; start < all.length; start += landingsAtOnce) {
      await this.#read(all.slice(start, start + landingsAtOnce), fixes, found);
    }
    this.#tracer.forgetBefore((commits.at(-1)?.atMs ?? 0) - ageAtMostMs);
    return found;
  }

  /** Leaves out the first passed commits: whose the lines of before were is unknown from then on. */
  #leaveOut(count: number): void {
    this.#base = this.#passed[count - 1]?.sha;
    this.#passed = this.#passed.slice(count);
    this.#tracer.forget();
  }

  async #read(
    commits: readonly DatedCommit[],
    fixes: ReadonlySet<string>,
    found: Map<string, Repaired[]>,
  ): Promise<void> {
    const { folder, shallow } = this.repository;
    const spans = commits.map((commit, index) => ({
      commit,
      base: index === 0 ? this.#base : commits[index - 1]?.sha,
    }));
    this.#base = commits.at(-1)?.sha;
    // Where history is cut, its first commit did not write all that is there.
    let left = shallow ? spans.filter(({ base }) => base !== undefined) : spans;
    while (left.length > 0) {
      this.#tracer.expect(
        left.map(({ commit }) => commit),
        fixes,
      );
      const input = left.map(({ commit, base = '' }) => `${commit.sha} ${base}`.trim()).join('\n');
      const args = ['diff-tree', '--stdin', '-r', '-M', '--root', '--always', ...patchOptions];
      const reader = new PatchReader(this.#tracer);
      let lacking: (typeof left)[number] | undefined;
      try {
        for await (const chunk of gitBytes(folder, args, `${input}\n`)) reader.read(chunk);
      } catch (error) {
        if (!(error instanceof GitFailure)) throw error;
        const last = this.#tracer.abandon();
        lacking = left.find(({ commit }) => commit.sha === last) ?? left[0];
      }
      for (const [sha, repaired] of this.#tracer.finish()) found.set(sha, repaired);
      if (lacking === undefined) return;
      await this.#forgetFilesOf(lacking.commit.sha, lacking.base);
      if (fixes.has(lacking.commit.sha)) this.#unread += 1;
      left = left.slice(left.indexOf(lacking) + 1);
    }
  }

  /** What a commit did that cannot be read is unknown: whose the lines of its files are, too. */
  async #forgetFilesOf(sha: string, base: string | undefined): Promise<void> {
    this.#failures += 1;
    if (this.#failures > failuresAtMost) throw new LacksFiles();
    const { folder } = this.repository;
    const args = ['diff-tree', '-r', '-z', '--name-only', '--root', '--no-renames'];
    const states = base === undefined ? [sha] : [base, sha];
    try {
      for await (const paths of fields(gitOutput(folder, [...args, ...states, '--']), '\0')) {
        for (const path of paths) this.#tracer.forget(path);
      }
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      this.#tracer.forget();
    }
  }
}

const Fix = z.object({
  sha: z.string(),
  key: z.string(),
  number: z.nullable(z.int()),
  merged_at: z.date(),
});
type Fix = z.output<typeof Fix>;

/** The commits that belong to fixes: by their own words, or by what marks a hotfix here. */
async function findFixes(
  database: PrismaClient,
  id: number,
  commits: readonly DatedCommit[],
): Promise<Map<string, Fix>> {
  const { labels, branches } = (await loadSettings(database)).hotfixMarks;
  const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase());
  const found = await rows(
    database,
    Fix,
    Prisma.sql`
    select c.sha, h.key, h.number, h.merged_at
    from change_commit c join change h on h.repository_id = c.repository_id and h.key = c.change_key
    where c.repository_id = ${id} and c.sha = any(${commits.map(({ sha }) => sha)}::text[])
      and h.outcome = 'merged' and h.merged_at is not null and h.absorbed_by is null
      and h.standing = 'none'
      and (h.kind_of_work = 'fix' or h.title ~* '^\\W{0,3}hotfix\\y'
        or exists (select from unnest(h.labels) as l where lower(l) = any(${lower(labels)}::text[]))
        or exists (select from unnest(${lower(branches)}::text[]) as b
          where starts_with(lower(h.branch), b)))`,
  );
  return new Map(found.map((fix) => [fix.sha, fix]));
}

/** One event a fix, whose commits may be several of the branch. */
function tracedFixes(
  repository: string,
  fixes: ReadonlyMap<string, Fix>,
  found: ReadonlyMap<string, Repaired[]>,
): Traced[] {
  const events = new Map<string, Traced>();
  for (const [sha, { key, number, merged_at }] of fixes) {
    const repaired = found.get(sha) ?? [];
    if (repaired.length === 0) continue;
    const at = merged_at.toISOString();
    const name = number === null ? { mergeSha: key } : { number };
    const before = events.get(key)?.repaired ?? [];
    const all = [...before, ...repaired].slice(0, 500);
    events.set(key, { type: 'change.traced', repository, at, ...name, repaired: all });
  }
  return [...events.values()];
}
