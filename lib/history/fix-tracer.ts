import type { DatedCommit } from '@/lib/history/first-parents';
import { LineOwners, type Run } from '@/lib/history/line-owners';
import type { Hunk, PatchListener } from '@/lib/history/patch';
import { isIdle, isSource } from '@/lib/history/source-lines';

/** Lines that a fix took away or replaced: how many of which commit in which file. */
export interface Repaired {
  sha: string;
  lines: number;
  path: string;
}

/** Lines that are older had held up. */
export const ageAtMostMs = 90 * 24 * 60 * 60 * 1000;
/** What removes more, touches more files or adds more lines mends nothing in particular. */
const removedAtMost = 200;
const filesAtMost = 10;
const addedAtMost = 2_000;
/** Of larger hunks it is not looked for lines that stayed. */
const hunkAtMost = 1_000;

/** A hunk while its lines pass. */
interface OpenHunk extends Hunk {
  removed: string[];
  added: string[];
}

/** A fix while its hunks pass. */
class OpenFix {
  readonly #removed: { path: string; text: string; owner: DatedCommit | undefined }[] = [];
  readonly #added = new Set<string>();
  readonly #files = new Set<string>();
  #isTooLarge = false;

  take(path: string, { removed, added }: OpenHunk, owners: readonly Run[]): void {
    this.#files.add(path);
    for (const text of added) this.#added.add(withoutBlanks(text));
    let index = 0;
    for (const { owner, count } of owners) {
      for (const text of removed.slice(index, index + count)) {
        this.#removed.push({ path, text, owner });
      }
      index += count;
    }
    this.#isTooLarge ||=
      this.#removed.length > removedAtMost ||
      this.#added.size > addedAtMost ||
      this.#files.size > filesAtMost;
  }

  /** A hunk that was too large to be kept. */
  giveUp(): void {
    this.#isTooLarge = true;
  }

  repaired(atMs: number): Repaired[] {
    if (this.#isTooLarge) return [];
    const found = new Map<string, Repaired>();
    for (const { path, text, owner } of this.#removed) {
      if (owner === undefined || owner.atMs < atMs - ageAtMostMs) continue;
      if (isIdle(text, path) || this.#added.has(withoutBlanks(text))) continue;
      const key = `${owner.sha} ${path}`;
      const known = found.get(key);
      if (known !== undefined) known.lines += 1;
      else found.set(key, { sha: owner.sha, lines: 1, path });
    }
    return [...found.values()];
  }
}

/**
 * Follows the lines of a branch's source files through its commits, oldest first, and tells what the
 * fixes among them took away or replaced. Left out are blank lines and comments, lines that the fix
 * adds again elsewhere, and lines of which only white space changed; renamed files keep their owners.
 */
export class FixTracer implements PatchListener {
  readonly #owners = new Map<string, { lines: LineOwners; touchedMs: number }>();
  readonly #found = new Map<string, Repaired[]>();
  #commits = new Map<string, DatedCommit>();
  #fixes: ReadonlySet<string> = new Set();
  #commit: DatedCommit | undefined;
  #fix: OpenFix | undefined;
  #path: string | undefined;
  #hunk: OpenHunk | undefined;

  /** Expects patches of these commits, of which some are fixes. */
  expect(commits: readonly DatedCommit[], fixes: ReadonlySet<string>): void {
    this.#commits = new Map(commits.map((commit) => [commit.sha, commit]));
    this.#fixes = fixes;
    this.#found.clear();
    this.#commit = undefined;
  }

  commit(sha: string): void {
    this.finish();
    this.#commit = this.#commits.get(sha);
    this.#fix = this.#fixes.has(sha) ? new OpenFix() : undefined;
    this.#path = undefined;
  }

  /** What the fixes repaired, by their sha, once all patches have passed. */
  finish(): ReadonlyMap<string, Repaired[]> {
    this.#closeHunk();
    if (this.#fix !== undefined && this.#commit !== undefined) {
      this.#found.set(this.#commit.sha, this.#fix.repaired(this.#commit.atMs));
    }
    this.#fix = undefined;
    return this.#found;
  }

  /** Ends a commit that could not be read to its end: returns its sha, if any had begun. */
  abandon(): string | undefined {
    const sha = this.#commit?.sha;
    this.#hunk = undefined;
    this.#fix = undefined;
    this.#commit = undefined;
    if (sha !== undefined) this.#found.delete(sha);
    return sha;
  }

  /** Forgets whose the lines of a file are; of all files, if none is given. */
  forget(path?: string): void {
    if (path === undefined) this.#owners.clear();
    else this.#owners.delete(path);
  }

  /** Forgets files that nothing has touched since. */
  forgetBefore(momentMs: number): void {
    for (const [path, { touchedMs }] of this.#owners) {
      if (touchedMs < momentMs) this.#owners.delete(path);
    }
  }

  file(path: string): void {
    this.#closeHunk();
    this.#path = isSource(path) ? path : undefined;
  }

  renamed(from: string, to: string): void {
    const owners = this.#owners.get(from);
    this.#owners.delete(from);
    if (owners !== undefined) this.#owners.set(to, owners);
    this.#path = isSource(to) ? to : undefined;
  }

  hunk(hunk: Hunk): void {
    this.#closeHunk();
    this.#hunk = { ...hunk, removed: [], added: [] };
  }

  line(added: boolean, bytes: Buffer, start: number, end: number): void {
    const hunk = this.#hunk;
    if (hunk === undefined || this.#path === undefined) return;
    // Texts matter where lines may have stayed, and in fixes.
    if (this.#fix === undefined && (hunk.oldCount === 0 || hunk.newCount === 0)) return;
    if (hunk.oldCount > hunkAtMost || hunk.newCount > hunkAtMost) return;
    (added ? hunk.added : hunk.removed).push(bytes.toString('utf8', start, end));
  }

  #closeHunk(): void {
    const [hunk, path, commit] = [this.#hunk, this.#path, this.#commit];
    this.#hunk = undefined;
    if (hunk === undefined || path === undefined || commit === undefined) return;
    const file = this.#owners.get(path) ?? { lines: new LineOwners(), touchedMs: 0 };
    file.touchedMs = commit.atMs;
    this.#owners.set(path, file);
    // Where nothing is added git gives the line before; hunks before this one are applied already.
    const before = hunk.newCount === 0 ? hunk.newStart : hunk.newStart - 1;
    const owners = file.lines.replace(before, hunk.oldCount, []);
    const stayed = ownersOfStayed(hunk, owners);
    const runs: Run[] = [];
    for (let index = 0; index < hunk.newCount; index += 1) {
      const text = hunk.added[index];
      const queue = text === undefined ? undefined : stayed.get(withoutBlanks(text));
      const owner = queue === undefined || queue.length === 0 ? commit : queue.shift();
      const last = runs.at(-1);
      if (last !== undefined && last.owner === owner) last.count += 1;
      else runs.push({ owner, count: 1 });
    }
    file.lines.replace(before, 0, runs);
    const isKept = hunk.oldCount <= hunkAtMost && hunk.newCount <= hunkAtMost;
    if (isKept) this.#fix?.take(path, hunk, owners);
    else this.#fix?.giveUp();
  }
}

/** The owners of removed lines by their text without white space, for those added again at once. */
function ownersOfStayed({ removed, added }: OpenHunk, owners: readonly Run[]) {
  const stayed = new Map<string, (DatedCommit | undefined)[]>();
  if (removed.length === 0 || added.length === 0) return stayed;
  let index = 0;
  for (const { owner, count } of owners) {
    for (const text of removed.slice(index, index + count)) {
      const key = withoutBlanks(text);
      const queue = stayed.get(key) ?? [];
      queue.push(owner);
      stayed.set(key, queue);
    }
    index += count;
  }
  return stayed;
}

const withoutBlanks = (text: string) => text.replace(/\s+/g, '');
