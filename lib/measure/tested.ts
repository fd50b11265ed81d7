import { binomialCdf } from '@/lib/stats/distributions';
import type { Reading } from '@/lib/stats/kaplan-meier';
import { adjustedP } from '@/lib/stats/multiplicity';

/** A list is searched for differences at this share of false discoveries. */
const falseDiscoveries = 0.05;
/** Smaller groups are shown, but not tested. */
export const fewestChanges = 20;

interface Tested {
  /** Null where a group is too small to be tested. */
  adjustedP: number | null;
  differs: boolean;
}

/** Of a group that is too small to say. */
export const notTested: Tested = { adjustedP: null, differs: false };

/** Counts that stand for a group whose young changes weigh what they tell (Rothman 1978). */
export function effectiveCounts(read: Reading | undefined): { events: number; n: number } {
  if (read === undefined) return { events: 0, n: 0 };
  return { events: read.rate * read.effectiveSize, n: read.effectiveSize };
}

/** Which groups of a list differ from the rate of all, adjusted for the length of the list. */
export function testedAgainst(
  rate: number,
  groups: readonly { events: number; n: number }[],
): Tested[] {
  const large = groups.flatMap((group, index) =>
    group.n >= fewestChanges ? { group, index } : [],
  );
  const adjusted = adjustedP(
    large.map(({ group }) => chanceOf(group, rate)),
    'benjamini-hochberg',
  );
  const p = new Map(large.map(({ index }, place) => [index, adjusted[place]]));
  return groups.map((_, index) => {
    const own = p.get(index);
    return own === undefined ? notTested : { adjustedP: own, differs: own <= falseDiscoveries };
  });
}

/** How likely counts at least as far from the rate of all are: twice the smaller binomial tail. */
function chanceOf({ events, n }: { events: number; n: number }, rate: number): number {
  const size = Math.round(n);
  const seen = Math.round(events);
  const upTo = binomialCdf(seen, size, rate);
  const from = 1 - (seen === 0 ? 0 : binomialCdf(seen - 1, size, rate));
  return Math.min(1, 2 * Math.min(upTo, from));
}
