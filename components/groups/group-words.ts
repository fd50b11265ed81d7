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

/** Where a group stands, as far as an order can be told. */
export function tierWords({ tier }: RatedGroup, { groups }: GroupsAnswer): string {
  if (tier === null) return 'no order can be told';
  const last = Math.max(...groups.map((one) => one.tier ?? 1));
  if (last === 1) return 'all in one tier';
  if (tier === 1) return `highest of ${last} tiers`;
  return tier === last ? `lowest of ${last} tiers` : `tier ${tier} of ${last}`;
}

/** How the groups differ, and in which order they are listed. */
export function orderSentence({ groups, pooling }: GroupsAnswer): string {
  const isOrdered = groups.some(({ tier }) => tier !== null);
  return isOrdered
    ? `${pooling} Those of one tier are not told apart.`
    : `${pooling} No order can be told: listed by number of changes.`;
}
