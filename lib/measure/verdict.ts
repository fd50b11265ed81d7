import type { CompareAnswer, Verdict } from '@/lib/api/compare';
import type { Rate } from '@/lib/api/definition';
import type { Matching } from '@/lib/measure/matched';
import type { Interval } from '@/lib/stats/interval';
import { verdict as judge, usualThresholds } from '@/lib/stats/verdict';

interface Compared {
  agent: Rate;
  human: Rate;
  /** Not adjusted for anything. */
  ratio: { value: number | null; interval: Interval } | undefined;
  matching: Matching | undefined;
  alwaysValid: { interval: Interval } | undefined;
  needed: CompareAnswer['needed'];
  windowDays: number;
}
interface Told {
  verdict: Verdict;
  sentence: string;
  detail: string;
}

/** The answer in plain words, by the ladder of statistics.md §3.2 and with the words of §3.3. */
export function verdictOf(compared: Compared): Told {
  const { agent, human, ratio, matching, alwaysValid } = compared;
  const verdict = judge(
    {
      agents: agent.changes,
      humans: human.changes,
      agentEvents: agent.regressions,
      humanEvents: human.regressions,
      overlap: matching?.told.overlap ?? 0,
      isHorizonReached: ratio !== undefined,
      ratio: matching?.ratio ?? null,
      difference: matching?.difference ?? null,
      alwaysValidRatio: alwaysValid?.interval ?? null,
    },
    usualThresholds,
  );
  return { verdict, sentence: sentenceOf(verdict, compared), detail: detailOf(verdict, compared) };
}

function sentenceOf(verdict: Verdict, compared: Compared): string {
  const { agent, human, matching, windowDays } = compared;
  const { value = null, lower = null, upper = null } = matching?.told.ratio ?? {};
  const likely = `likely between ${times(lower)} and ${times(upper)}`;
  const within = `within ${windowDays} days`;
  const alike = `comparing like with like on ${matching?.told.rung ?? 'repository'}`;
  switch (verdict) {
    case 'no-data':
      if (agent.changes > 0) return 'There are no changes by people yet to compare agents with.';
      if (human.changes > 0) return 'There are no changes by agents yet to compare people with.';
      return 'No merged changes match these filters.';
    case 'too-young':
      return `Too early to tell: not enough changes have been out for ${windowDays} days yet. So far ${tally(agent, 'agent')} and ${tally(human, 'human')} regressed.`;
    case 'not-comparable':
      return `Not comparable: agents and people work in different repositories here; ${counterparts(matching?.told.overlap ?? 0)}.`;
    case 'not-enough-data':
      return `Not enough data to tell: ${needed(compared)}.`;
    case 'agents-higher':
      return `Agent changes regress ${times(value)} times as often as human ones ${within} (${likely}), ${alike}.`;
    case 'agents-lower':
      return `Agent changes regress less often than human ones ${within}: ${times(value)} times as often (${likely}), ${alike}.`;
    case 'similar':
      return `No meaningful difference ${within}: agent changes regress ${times(value)} times as often as human ones (${likely}), ${alike}.`;
    case 'early-sign-higher':
      return `Early sign that agent changes regress more often: ${times(value)} times as often as human ones ${within} (${likely}), ${alike}.`;
    case 'early-sign-lower':
      return `Early sign that agent changes regress less often: ${times(value)} times as often as human ones ${within} (${likely}), ${alike}.`;
    case 'no-clear-difference':
      return `No difference shown yet: agent changes could regress anywhere from ${times(lower)} to ${times(upper)} times as often as human ones ${within}, ${alike}.`;
  }
}

const early: ReadonlySet<Verdict> = new Set(['early-sign-higher', 'early-sign-lower']);

function detailOf(verdict: Verdict, compared: Compared): string {
  const { agent, human, ratio, matching, windowDays } = compared;
  if (agent.changes + human.changes === 0) return '';
  const told = [
    `${tally(agent, 'agent')} and ${tally(human, 'human')} regressed within ${windowDays} days.`,
  ];
  if (matching?.told.ratio.value != null && ratio?.value != null) {
    told.push(`Without that: ${times(ratio.value)}.`);
  }
  const risks = matching?.risks;
  if (risks != null && agent.changes >= usualThresholds.fewestAgents) {
    told.push(
      `Of 1,000 like changes about ${thousand(risks.one)} by agents regress, and ${thousand(risks.other)} by people.`,
    );
  }
  if (matching?.told.partial === true && verdict !== 'not-comparable') {
    told.push(`Mind that ${counterparts(matching.told.overlap)}.`);
  }
  const isDivided = (matching?.told.heterogeneity?.p ?? 1) < 0.05;
  if (isDivided) told.push('It differs by repository.');
  if (early.has(verdict))
    told.push('Signs like this often fade; this page will say when it is settled.');
  return told.join(' ');
}

/** A matched ratio this far from the crude one is worth a word. */
const worthAWord = 1.2;

/** Why like with like says otherwise than all together; empty where both say the same. */
export function reversalSentence({ ratio, matching }: Compared): string {
  const crude = ratio?.value;
  const alike = matching?.told.ratio.value;
  if (crude == null || alike == null || !(crude > 0) || !Number.isFinite(crude)) return '';
  const isTurned = (crude - 1) * (alike - 1) < 0 && Math.abs(alike - 1) > 0.05;
  const change = Math.max(crude / alike, alike / crude);
  if (change < worthAWord) return '';
  const where = `within the same ${matching?.told.rung ?? 'repository'}`;
  const work = crude > alike ? 'more' : 'less';
  return `${isTurned ? 'Like with like turns it around' : 'Like with like says otherwise'}: ${times(alike)} times ${where}, and ${times(crude)} all together, as agents do more of their work where everybody’s changes regress ${work} often.`;
}

/** What the comparison would be if all changes of unknown authorship were agents’ or people’s. */
export function unknownSentence({
  changes,
  share: part,
  bounds,
}: Omit<CompareAnswer['unknown'], 'sentence'>): string {
  if (changes === 0) return '';
  const [one, all, them] =
    changes === 1 ? ['change has', 'it was', 'it'] : ['changes have', 'all were', 'them'];
  const known = `${changes.toLocaleString('en')} ${one} nothing to judge by who wrote ${them} (${share(part)})`;
  const { ifAgent, ifHuman } = bounds;
  if (ifAgent.ratio.value === null || ifHuman.ratio.value === null) {
    return `${known}: counted on neither side.`;
  }
  return `${known}: if ${all} by agents, the ratio of all together would be ${times(ifAgent.ratio.value)}; if by people, ${times(ifHuman.ratio.value)}.`;
}

function counterparts(overlap: number): string {
  if (overlap === 0) return 'not one agent change has a human counterpart';
  return `only ${share(overlap)} of agent changes have a human counterpart`;
}

function share(part: number): string {
  return part < 0.001 ? '<0.1%' : `${Number((part * 100).toPrecision(2))}%`;
}

const thousand = (risk: number) => Math.round(risk * 1_000).toLocaleString('en');

function tally({ changes, regressions }: Rate, whose: string): string {
  return `${regressions.toLocaleString('en')} of ${changes.toLocaleString('en')} ${whose} changes`;
}

function needed({ human, needed: more, windowDays }: Compared): string {
  if (human.rate === null || human.rate <= 0 || human.rate >= 0.5) {
    return 'too few changes have regressed so far';
  }
  if (more === null) return 'more changes by people are needed to see even a doubling';
  if (more.changes === 0) return 'too few changes have regressed so far';
  const soon =
    more.weeks === null
      ? ''
      : ` (about ${more.weeks === 1 ? 'a week' : `${more.weeks.toLocaleString('en')} weeks`} at the present pace, and ${windowDays} days to watch them)`;
  return `about ${more.changes.toLocaleString('en')} more merged agent changes are needed to see a doubling${soon}`;
}

/** Two significant figures, as the sentences show ratios. */
function times(ratio: number | null): string {
  if (ratio === null || !Number.isFinite(ratio)) return 'many';
  return ratio >= 10 ? String(Math.round(ratio)) : ratio.toPrecision(2);
}
