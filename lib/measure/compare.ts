import type { CompareAnswer, CompareAsk } from '@/lib/api/compare';
import type { Database } from '@/lib/db/client';
import type { Authorship } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import { byAuthorship } from '@/lib/measure/by-authorship';
import { type Counts, sizeOf, together } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { unknownSentence, verdictOf } from '@/lib/measure/verdict';
import type { Interval } from '@/lib/stats/interval';
import { moverDifference, moverRatio } from '@/lib/stats/mover';

/** Agent-written against human-written changes over the whole range, not adjusted for anything. */
export async function compare(database: Database, ask: CompareAsk): Promise<CompareAnswer> {
  const filter: Filter = { ...ask, authorship: ['agent', 'human'] };
  const range = await rangeOf(database, ask);
  const all: Filter = { ...ask, authorship: ['agent', 'human', 'assisted', 'unknown'] };
  const groups = await byAuthorship(database, all, range, ask.window);
  const group = (...authorship: Authorship[]) => together(authorship.map((one) => groups.get(one)));
  const { agent, human, ratio, difference } = compared(group('agent'), group('human'), ask.window);
  const changes = sizeOf(group('unknown'));
  const share = changes === 0 ? 0 : changes / sizeOf(group(...all.authorship));
  const bounds = {
    ifAgent: boundOf(group('agent', 'unknown'), group('human'), ask.window),
    ifHuman: boundOf(group('agent'), group('human', 'unknown'), ask.window),
  };
  return {
    agent,
    human,
    ratio: estimate(ratio),
    difference: estimate(difference),
    ...verdictOf({ agent, human, ratio, difference, windowDays: ask.window }),
    unknown: { changes, share, bounds, sentence: unknownSentence({ changes, share, bounds }) },
    range: range ?? null,
    definition: definition(filter),
  };
}

/** The rates of two groups and how they compare; undefined where that cannot be told yet. */
function compared(agents: Counts, humans: Counts, windowDays: number) {
  const agent = readAtWindow(agents, windowDays);
  const human = readAtWindow(humans, windowDays);
  const comparable = agent !== undefined && human !== undefined;
  return {
    agent: rateOnly(readRate(agents, windowDays)),
    human: rateOnly(readRate(humans, windowDays)),
    ratio: comparable ? moverRatio(agent, human) : undefined,
    difference: comparable ? moverDifference(agent, human) : undefined,
  };
}

type Bound = CompareAnswer['unknown']['bounds']['ifAgent'];

function boundOf(agents: Counts, humans: Counts, windowDays: number): Bound {
  const { agent, human, ratio } = compared(agents, humans, windowDays);
  return { agent, human, ratio: estimate(ratio) };
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
