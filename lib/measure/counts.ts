import type { RegressionKind } from '@/lib/domain/regression';
import type { Cell } from '@/lib/measure/cells';
import type { Range } from '@/lib/measure/range';
import { packedKinds } from '@/lib/rollup/dimensions';
import { eachMerged, eachRegressed, packedDay } from '@/lib/rollup/packing';

/** Changes and first regressions of one group of changes, by days watched, at most the horizon. */
export interface Counts {
  entrants: { followUpDays: number; count: number }[];
  events: { day: number; followUpDays: number; kind: RegressionKind; count: number }[];
}

/** No changes at all. */
export const noCounts: Counts = { entrants: [], events: [] };

interface Asked {
  range: Range;
  kinds: readonly RegressionKind[];
  /** The longest follow-up that is told; longer ones are told as this. */
  horizonDays: number;
}

/** Sums of one group while cells are read. */
class Tally {
  readonly #entrants = new Map<number, number>();
  readonly #events = new Map<number, Counts['events'][number]>();

  enter(followUpDays: number, count: number): void {
    this.#entrants.set(followUpDays, (this.#entrants.get(followUpDays) ?? 0) + count);
  }

  regress(day: number, followUpDays: number, kind: RegressionKind): void {
    const key = (day * 4096 + followUpDays) * 8 + packedKinds.indexOf(kind);
    const event = this.#events.get(key);
    if (event === undefined) this.#events.set(key, { day, followUpDays, kind, count: 1 });
    else event.count += 1;
  }

  counts(): Counts {
    return {
      entrants: [...this.#entrants].map(([followUpDays, count]) => ({ followUpDays, count })),
      events: [...this.#events.values()],
    };
  }
}

/**
 * The histograms that every rate is made from: for each group its changes by days watched and its
 * first regressions among the kinds, as far as they were watched (statistics.md §1).
 * @param groupOf the groups that changes of a cell belong to, by their day of merge: undefined for the
 * cell's whole months.
 */
export function countsBy(
  cells: readonly Cell[],
  { range, kinds, horizonDays }: Asked,
  groupOf: (cell: Cell, mergedDay: number | undefined) => string,
): Map<string, Counts> {
  const first = packedDay(range.from);
  const last = packedDay(range.to);
  const tallies = new Map<string, Tally>();
  const tallyOf = (group: string) => {
    const tally = tallies.get(group) ?? new Tally();
    tallies.set(group, tally);
    return tally;
  };
  for (const cell of cells) {
    const followUpOf = (day: number) => Math.min(Math.max(cell.asOf - day - 1, 0), horizonDays);
    if (cell.whole > 0) tallyOf(groupOf(cell, undefined)).enter(horizonDays, cell.whole);
    eachMerged(cell.merged, (day, changes) => {
      if (day < first || day > last) return;
      tallyOf(groupOf(cell, day)).enter(followUpOf(day), changes);
    });
    eachRegressed(cell.regressed, kinds, (mergedDay, day, kind) => {
      if (mergedDay < first || mergedDay > last) return;
      const followUp = followUpOf(mergedDay);
      if (day <= followUp) tallyOf(groupOf(cell, mergedDay)).regress(day, followUp, kind);
    });
  }
  return new Map([...tallies].map(([group, tally]) => [group, tally.counts()]));
}

/** The counts of several groups as one. */
export function together(groups: readonly (Counts | undefined)[]): Counts {
  return {
    entrants: groups.flatMap((group) => group?.entrants ?? []),
    events: groups.flatMap((group) => group?.events ?? []),
  };
}

/** How many changes there are. */
export function sizeOf({ entrants }: Counts): number {
  return entrants.reduce((sum, { count }) => sum + count, 0);
}
