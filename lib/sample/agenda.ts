import type { LedgerEvent } from '@/lib/domain/event';

/** What happens at a moment: the events that tell of it. It may plan further happenings. */
export type Happening = (at: string) => LedgerEvent[];

interface Entry {
  atMs: number;
  happening: Happening;
}

/** Happenings in order of their moments; those of the same moment in the order they were planned. */
export class Agenda {
  /** Latest first, so that the next one is popped from the end. */
  #entries: Entry[] = [];

  plan(atMs: number, happening: Happening): void {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, { atMs, happening });
  }

  /** Lets everything before a moment happen, also what is planned while it happens. */
  *happenBefore(endMs: number): Generator<LedgerEvent> {
    for (let next = this.#entries.at(-1); next !== undefined; next = this.#entries.at(-1)) {
      if (next.atMs >= endMs) return;
      this.#entries.pop();
      yield* next.happening(new Date(next.atMs).toISOString());
    }
  }
}
