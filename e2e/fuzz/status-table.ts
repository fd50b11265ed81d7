/** More refusals for asking too often than this, and most requests tried nothing. */
const tooManyAtMost = 0.1;
/** Fewer that were let in than this, and hardly anything behind the doors was tried. */
const takenAtLeast = 0.1;

/** How many answers had which status, by who asked. */
export class StatusTable {
  readonly #counts = new Map<string, Map<number, number>>();

  count(asker: string, status: number): void {
    const counts = this.#counts.get(asker) ?? new Map<number, number>();
    counts.set(status, (counts.get(status) ?? 0) + 1);
    this.#counts.set(asker, counts);
  }

  /** A line for each who asked, and one for all. */
  lines(): string[] {
    return [...this.#counts, ['all', this.#all()] as const].map(
      ([asker, counts]) =>
        `  ${asker}: ${[...counts]
          .sort(([a], [b]) => a - b)
          .map(([status, times]) => `${times} × ${status}`)
          .join(', ')}`,
    );
  }

  /** What shows that the run tried little, in words. */
  faults(): string[] {
    const all = this.#all();
    const share = (isOne: (status: number) => boolean) => {
      const total = [...all.values()].reduce((sum, times) => sum + times, 0);
      const ones = [...all].filter(([status]) => isOne(status));
      return ones.reduce((sum, [, times]) => sum + times, 0) / Math.max(total, 1);
    };
    return [
      ...(share((status) => status === 429) > tooManyAtMost ? ['Too many were answered 429.'] : []),
      ...(share((status) => status >= 200 && status < 300) < takenAtLeast
        ? ['Too few were let in to have tried anything.']
        : []),
    ];
  }

  #all(): Map<number, number> {
    const all = new Map<number, number>();
    for (const counts of this.#counts.values()) {
      for (const [status, times] of counts) all.set(status, (all.get(status) ?? 0) + times);
    }
    return all;
  }
}
