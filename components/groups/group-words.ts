import { intervalWords, ofWords, percentWords } from '@/components/words/rates';
import type { GroupsAnswer, RatedGroup } from '@/lib/api/groups';

/** Whether a group differs from all together, in words. */
export function differsWords({ differs, adjustedP, rate }: RatedGroup, all: GroupsAnswer['all']) {
  if (adjustedP === null) return 'too few to tell';
  if (!differs) return 'no clear difference';
  return (rate ?? 0) > (all.rate ?? 0) ? 'higher than all' : 'lower than all';
}

/** The rate after borrowing from the others, with its range. */
export function shrunkWords({ shrunk, changes }: RatedGroup): string {
  if (shrunk === null) return 'not watched long enough';
  const { rate, lower, upper } = shrunk;
  return `${percentWords(rate, changes)} (${intervalWords(lower, upper, changes)})`;
}

/** Its own rate, with its range and counts. */
export function crudeWords(group: RatedGroup): string {
  const { rate, lower, upper, changes } = group;
  if (rate === null || lower === null || upper === null) return ofWords(group);
  return `${ofWords(group)}: ${percentWords(rate, changes)} (${intervalWords(lower, upper, changes)})`;
}

/** How many tiers there are; one is no order. */
function tierCount({ groups }: GroupsAnswer): number {
  return Math.max(0, ...groups.map(({ tier }) => tier ?? 0));
}

/** Whether any order of the groups can be told. */
export function isOrdered(answer: GroupsAnswer): boolean {
  return tierCount(answer) > 1;
}

/** Where a group stands, as far as an order can be told. */
export function tierWords({ tier }: RatedGroup, answer: GroupsAnswer): string {
  const last = tierCount(answer);
  if (tier === null || last < 2) return 'no order can be told';
  if (tier === 1) return `highest of ${last} tiers`;
  return tier === last ? `lowest of ${last} tiers` : `tier ${tier} of ${last}`;
}

/** How the groups differ, and in which order they are listed. */
export function orderSentence(answer: GroupsAnswer): string {
  const { pooling, groups } = answer;
  if (groups.length < 2) return pooling;
  if (isOrdered(answer)) {
    return `${pooling} Those of one tier are not told apart.`;
  }
  return tierCount(answer) === 1
    ? `${pooling} Their likely ranges overlap too far to tell an order; listed by rate all the same.`
    : `${pooling} No order can be told: listed by number of changes.`;
}
