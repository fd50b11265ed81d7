import type { CompareAnswer, Verdict } from '@/lib/api/compare';
import type { Rate } from '@/lib/api/definition';
import type { Interval } from '@/lib/stats/interval';
import { additionalNeeded } from '@/lib/stats/power';

interface Compared {
  agent: Rate;
  human: Rate;
  ratio: { value: number | null; interval: Interval } | undefined;
  difference: { value: number; interval: Interval } | undefined;
  windowDays: number;
}
interface Told {
  verdict: Verdict;
  sentence: string;
  detail: string;
}

const leastRegressions = 10;
const leastAgentChanges = 20;
/** Within this ratio or this difference either way, two rates are called similar. */
const similarRatio = 1.25;
const similarDifference = 0.01;
/** The difference that "not enough data" counts towards. */
const detectRatio = 2;

/**
 * The answer in plain words, by the ladder of statistics.md §3.2 as far as a crude comparison may
 * climb it: nothing is called settled that was not compared like with like.
 */
export function verdictOf(compared: Compared): Told {
  const verdict = judge(compared);
  return { verdict, sentence: sentenceOf(verdict, compared), detail: detailOf(compared) };
}

function judge({ agent, human, ratio, difference }: Compared): Verdict {
  if (agent.changes === 0 || human.changes === 0) return 'no-data';
  if (ratio === undefined || difference === undefined) return 'too-young';
  const { lower, upper } = ratio.interval;
  const few =
    agent.regressions + human.regressions < leastRegressions || agent.changes < leastAgentChanges;
  if (few || (lower < 1 / 2 && upper > 2)) return 'not-enough-data';
  const similar =
    (lower > 1 / similarRatio && upper < similarRatio) ||
    (difference.interval.lower > -similarDifference &&
      difference.interval.upper < similarDifference);
  if (similar) return 'similar';
  if (lower > 1) return 'early-sign-higher';
  if (upper < 1) return 'early-sign-lower';
  return 'no-clear-difference';
}

function sentenceOf(verdict: Verdict, { agent, human, ratio, windowDays }: Compared): string {
  const value = times(ratio?.value ?? null);
  const range = `${times(ratio?.interval.lower ?? null)} to ${times(ratio?.interval.upper ?? null)}`;
  switch (verdict) {
    case 'no-data':
      if (agent.changes > 0) return 'There are no changes by people yet to compare agents with.';
      if (human.changes > 0) return 'There are no changes by agents yet to compare people with.';
      return 'No merged changes match these filters.';
    case 'too-young':
      return `Too early to tell: not enough changes have been out for ${windowDays} days yet. So far ${tally(agent, 'agent')} and ${tally(human, 'human')} regressed.`;
    case 'not-enough-data':
      return `Not enough data to tell: ${needed(agent, human)}.`;
    case 'similar':
      return `No meaningful difference: agent changes regress ${value} times as often as human ones within ${windowDays} days (likely range ${range}).`;
    case 'early-sign-higher':
      return `Early sign that agent changes regress more often: ${value} times as often as human ones within ${windowDays} days (likely range ${range}).`;
    case 'early-sign-lower':
      return `Early sign that agent changes regress less often: ${value} times as often as human ones within ${windowDays} days (likely range ${range}).`;
    case 'no-clear-difference':
      return `No difference shown yet: agent changes could regress anywhere from ${range} times as often as human ones within ${windowDays} days.`;
  }
}

function detailOf({ agent, human, windowDays }: Compared): string {
  if (agent.changes + human.changes === 0) return '';
  return `${tally(agent, 'agent')} and ${tally(human, 'human')} regressed within ${windowDays} days. Not adjusted for repository, size or kind of work.`;
}

function tally({ changes, regressions }: Rate, whose: string): string {
  return `${regressions.toLocaleString('en')} of ${changes.toLocaleString('en')} ${whose} changes`;
}

/** What the comparison would be if all changes of unknown authorship were agents’ or people’s. */
export function unknownSentence({
  changes,
  share,
  bounds,
}: Omit<CompareAnswer['unknown'], 'sentence'>): string {
  if (changes === 0) return '';
  const [one, all, them] =
    changes === 1 ? ['change has', 'it was', 'it'] : ['changes have', 'all were', 'them'];
  const known = `${changes.toLocaleString('en')} ${one} nothing to judge by who wrote ${them} (${percent(share)})`;
  const { ifAgent, ifHuman } = bounds;
  if (ifAgent.ratio.value === null || ifHuman.ratio.value === null) {
    return `${known}: counted on neither side.`;
  }
  return `${known}: if ${all} by agents, the ratio would be ${times(ifAgent.ratio.value)}; if by people, ${times(ifHuman.ratio.value)}.`;
}

function percent(share: number): string {
  return share < 0.001 ? '<0.1%' : `${(share * 100).toPrecision(2)}%`;
}

/** How many more agent changes would show a doubling of the human rate, four times in five. */
function needed(agent: Rate, human: Rate): string {
  const rate = human.rate ?? 0;
  if (rate <= 0 || rate >= 0.5) return 'too few changes have regressed so far';
  const plan = additionalNeeded(
    { humanRate: rate, humans: human.changes, agents: agent.changes },
    detectRatio,
    { alpha: 0.05, power: 0.8 },
  );
  if (plan === null) return 'more changes by people are needed to see even a doubling';
  if (plan.more === 0) return 'too few changes have regressed so far';
  return `about ${plan.more.toLocaleString('en')} more merged agent changes are needed to see a doubling`;
}

/** Two significant figures, as the sentences show ratios. */
function times(ratio: number | null): string {
  if (ratio === null || !Number.isFinite(ratio)) return 'many';
  return ratio >= 10 ? String(Math.round(ratio)) : ratio.toPrecision(2);
}
