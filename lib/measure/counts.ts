import type { Range } from '@/lib/domain/range';
import type { RegressionKind } from '@/lib/domain/regression';
import type { Cell } from '@/lib/measure/cells';
import { packedKinds } from '@/lib/rollup/dimensions';
import { eachMerged, eachRegressed, kindBits, packedDay } from '@/lib/rollup/packing';

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

/** Sums of one group while cells are read: there can be thousands, so what is rare is made late. */
class Tally {
  #whole = 0;
  #young: Map<number, number> | undefined;
  /** One number an event, so that equal ones stand together once sorted. */
  #events: number[] | undefined;
  readonly #horizonDays: number;

  constructor(horizonDays: number) {
    this.#horizonDays = horizonDays;
  }

  enter(followUpDays: number, count: number): void {
    if (followUpDays === this.#horizonDays) {
      this.#whole += count;
      return;
    }
    this.#young ??= new Map();
    this.#young.set(followUpDays, (this.#young.get(followUpDays) ?? 0) + count);
  }

  regress(day: number, followUpDays: number, place: number): void {
    const code = (day * 4096 + followUpDays) * 8 + place;
    if (this.#events === undefined) this.#events = [code];
    else this.#events.push(code);
  }

  counts(): Counts {
    const entrants: Counts['entrants'] = [];
    if (this.#whole > 0) entrants.push({ followUpDays: this.#horizonDays, count: this.#whole });
    this.#young?.forEach((count, followUpDays) => {
      entrants.push({ followUpDays, count });
    });
    return { entrants, events: this.#events === undefined ? [] : distinct(this.#events) };
  }
}

function distinct(codes: number[]): Counts['events'] {
  const events: Counts['events'] = [];
  let last = -1;
  for (const code of codes.sort((a, b) => a - b)) {
    const same = code === last ? events.at(-1) : undefined;
    last = code;
    const kind = packedKinds[code % 8];
    const days = Math.floor(code / 8);
    if (same !== undefined) same.count += 1;
    else if (kind !== undefined) {
      events.push({ day: Math.floor(days / 4096), followUpDays: days % 4096, kind, count: 1 });
    }
  }
  return events;
}

/**
 * The histograms that every rate is made from: for each group its changes by days watched and its
 * first regressions among the kinds, as far as they were watched (statistics.md §1).
 * @param groupOf the groups that changes of a cell belong to, by their day of merge: undefined for the
 * cell's whole months or quarters.
 */
export function countsBy<Group>(
  cells: readonly Cell[],
  { range, kinds, horizonDays }: Asked,
  groupOf: (cell: Cell, mergedDay: number | undefined) => Group,
): Map<Group, Counts> {
  const bits = kindBits(kinds);
  const first = packedDay(range.from);
  const last = packedDay(range.to);
  const tallies = new Map<Group, Tally>();
  const tallyOf = (group: Group) => {
    const known = tallies.get(group);
    if (known !== undefined) return known;
    const tally = new Tally(horizonDays);
    tallies.set(group, tally);
    return tally;
  };
  for (const cell of cells) {
    const { bytes, mergedFrom, mergedTo, regressedFrom, regressedTo } = cell;
    const followUpOf = (day: number) => Math.min(Math.max(cell.asOf - day - 1, 0), horizonDays);
    if (cell.whole > 0) tallyOf(groupOf(cell, undefined)).enter(horizonDays, cell.whole);
    eachMerged({ bytes, from: mergedFrom, to: mergedTo }, (day, changes) => {
      if (day < first || day > last) return;
      tallyOf(groupOf(cell, day)).enter(followUpOf(day), changes);
    });
    eachRegressed(
      { bytes, from: regressedFrom, to: regressedTo },
      bits,
      (mergedDay, day, place) => {
        if (mergedDay < first || mergedDay > last) return;
        const followUp = followUpOf(mergedDay);
        if (day <= followUp) tallyOf(groupOf(cell, mergedDay)).regress(day, followUp, place);
      },
    );
  }
  return new Map([...tallies].map(([group, tally]) => [group, tally.counts()]));
}

/** The counts of several groups as one. */
export function together(groups: readonly (Counts | undefined)[]): Counts {
  const [only, ...others] = groups;
  if (only !== undefined && others.length === 0) return only;
  return {
    entrants: groups.flatMap((group) => group?.entrants ?? []),
    events: groups.flatMap((group) => group?.events ?? []),
  };
}

/** How many changes there are. */
export function sizeOf({ entrants }: Counts): number {
  return entrants.reduce((sum, { count }) => sum + count, 0);
}

/** How many of them were watched for at least a day. */
export function watchedIn({
  entrants,
}: {
  entrants: readonly Counts['entrants'][number][];
}): number {
  return entrants.reduce((sum, one) => (one.followUpDays >= 1 ? sum + one.count : sum), 0);
}
