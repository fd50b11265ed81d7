import type { DatedCommit } from '@/lib/history/first-parents';

/** Lines in a row with one owner; undefined for those from before anything was seen. */
export interface Run {
  owner: DatedCommit | undefined;
  count: number;
}

/**
 * Which commit wrote each line of one file, kept true by applying each commit's hunks in their order.
 * What was never touched belongs to nobody and takes no room.
 */
export class LineOwners {
  #runs: Run[] = [];

  /** Replaces `removed` lines after the first `before` ones; returns the owners of those, in runs. */
  replace(before: number, removed: number, added: readonly Run[]): Run[] {
    const from = this.#cutAt(before);
    const to = this.#cutAt(before + removed);
    return this.#runs.splice(from, to - from, ...added);
  }

  /** The index of the run that begins after so many lines; there is one or it is the end. */
  #cutAt(lines: number): number {
    let index = 0;
    let left = lines;
    for (let run = this.#runs[index]; run !== undefined; run = this.#runs[index]) {
      if (left === 0) return index;
      if (left < run.count) {
        const rest = { owner: run.owner, count: run.count - left };
        this.#runs.splice(index, 1, { owner: run.owner, count: left }, rest);
        return index + 1;
      }
      left -= run.count;
      index += 1;
    }
    if (left > 0) this.#runs.push({ owner: undefined, count: left });
    return this.#runs.length;
  }
}
