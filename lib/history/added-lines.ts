import { GitFailure, gitBytes } from '@/lib/history/git';
import { type Hunk, type PatchListener, PatchReader, patchOptions } from '@/lib/history/patch';
import type { Range } from '@/lib/history/written-lines';

/** The lines that one commit added, by path. */
export interface AddedLines {
  count: number;
  ranges: Map<string, Range[]>;
}

/** A commit of more pieces is not kept in detail. */
const rangesAtMost = 20_000;

/**
 * The lines that commits added to their parent. What adds none, merges, and what the clone cannot
 * tell are left out.
 */
export async function addedLines(
  folder: string,
  shas: readonly string[],
): Promise<Map<string, AddedLines>> {
  const listener = new AddedLinesListener();
  const reader = new PatchReader(listener);
  const args = ['diff-tree', '--stdin', '-r', '--root', '--no-renames', ...patchOptions];
  try {
    const input = shas.map((sha) => `${sha}\n`).join('');
    for await (const chunk of gitBytes(folder, args, input)) reader.read(chunk);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    listener.forgetLast();
  }
  return listener.found;
}

class AddedLinesListener implements PatchListener {
  readonly found = new Map<string, AddedLines>();
  #sha = '';
  #path = '';
  #pieces = 0;

  commit(sha: string): void {
    this.#sha = sha;
    this.#pieces = 0;
  }

  /** Git failed while it told of the last commit, or after. */
  forgetLast(): void {
    this.found.delete(this.#sha);
  }

  file(path: string): void {
    this.#path = path;
  }

  hunk({ newStart, newCount }: Hunk): void {
    this.#pieces += 1;
    if (newCount === 0) return;
    if (this.#pieces > rangesAtMost) {
      this.found.delete(this.#sha);
      return;
    }
    const lines = this.found.get(this.#sha) ?? { count: 0, ranges: new Map<string, Range[]>() };
    const ranges = lines.ranges.get(this.#path) ?? [];
    ranges.push([newStart, newStart + newCount - 1]);
    lines.ranges.set(this.#path, ranges);
    lines.count += newCount;
    this.found.set(this.#sha, lines);
  }
}
