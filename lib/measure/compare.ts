import type { CompareAnswer, CompareAsk } from '@/lib/api/compare';
import type { Rate } from '@/lib/api/definition';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Filter } from '@/lib/domain/filter';
import { type Counts, counts, countsKey } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { readAtWindow, readRate } from '@/lib/measure/rate';
import { verdictOf } from '@/lib/measure/verdict';
import type { Interval } from '@/lib/stats/interval';
import { moverDifference, moverRatio } from '@/lib/stats/mover';

/** Agent-written against human-written changes over the whole range, not adjusted for anything. */
export async function compare(database: Database, ask: CompareAsk): Promise<CompareAnswer> {
  const filter: Filter = { ...ask, authorship: ['agent', 'human'] };
  const range = await rangeOf(database, ask);
  const groups =
    range === undefined
      ? new Map<string, Counts>()
      : await counts(database, filter, range, Prisma.sql`date '2000-01-01'`);
  const group = (authorship: 'agent' | 'human') => groups.get(countsKey('2000-01-01', authorship));
  const agent = readAtWindow(group('agent'), ask.window);
  const human = readAtWindow(group('human'), ask.window);
  const comparable = agent !== undefined && human !== undefined;
  const ratio = comparable ? moverRatio(agent, human) : undefined;
  const difference = comparable ? moverDifference(agent, human) : undefined;
  const rates = {
    agent: rateOnly(readRate(group('agent'), ask.window)),
    human: rateOnly(readRate(group('human'), ask.window)),
  };
  return {
    ...rates,
    ratio: estimate(ratio),
    difference: estimate(difference),
    ...verdictOf({ ...rates, ratio, difference, windowDays: ask.window }),
    range: range ?? null,
    definition: definition(filter),
  };
}

function rateOnly({ changes, regressions, rate, lower, upper }: Rate): Rate {
  return { changes, regressions, rate, lower, upper };
}

function estimate(
  comparison: { value: number | null; interval: Interval } | undefined,
): CompareAnswer['ratio'] {
  if (comparison === undefined) return { value: null, lower: null, upper: null };
  const { value, interval } = comparison;
  return { value: finite(value), lower: interval.lower, upper: finite(interval.upper) };
}

/** JSON has no infinity: an unbounded end is told as null beside a known lower one. */
const finite = (value: number | null) => (value === null || Number.isFinite(value) ? value : null);
