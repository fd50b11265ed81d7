import type { CompareAnswer, CompareAsk } from '@/lib/api/compare';
import { toSearch } from '@/lib/api/question';
import type { Database } from '@/lib/db/client';
import type { Authorship } from '@/lib/domain/change';
import { daysBetween } from '@/lib/domain/day';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { alwaysValid } from '@/lib/measure/always-valid';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, sizeOf, together } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { agentsAgainstPeople, type Matching, matched } from '@/lib/measure/matched';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { reversalSentence, unknownSentence, verdictOf } from '@/lib/measure/verdict';
import { moverDifference, moverRatio } from '@/lib/stats/mover';
import { additionalNeeded } from '@/lib/stats/power';

/** The difference that "not enough data" counts towards. */
const detectRatio = 2;

/** Agent-written against human-written changes over the whole range, crude and like with like. */
export async function compare(database: Database, ask: CompareAsk): Promise<CompareAnswer> {
  const filter: Filter = { ...ask, authorship: ['agent', 'human'] };
  const range = await rangeOf(database, ask);
  const [group, matching] = await Promise.all([
    countGroups(database, ask, range),
    range === undefined ? undefined : matched(database, filter, range),
  ]);
  const crude = compared(group(['agent']), group(['human']), ask.window);
  const settled = alwaysValidOf(matching);
  const needed = neededOf(crude, range);
  const judged = { ...crude, matching, alwaysValid: settled, needed, windowDays: ask.window };
  const behind = toSearch({ ...filter, ...range }).toString();
  return {
    agent: crude.agent,
    human: crude.human,
    ratio: estimate(crude.ratio),
    difference: estimate(crude.difference),
    matched: matching === undefined ? null : agentsAgainstPeople(matching),
    alwaysValid:
      settled === undefined ? null : { ratio: estimate(settled), evidence: settled.evidence },
    ...verdictOf(judged),
    reversal: reversalSentence(judged),
    needed,
    unknown: unknownOf(group, ask.window),
    highConfidence: crudeOf(group(['agent'], 'high'), group(['human'], 'all'), ask.window),
    rows: { changes: `/api/v1/changes?${behind}`, regressions: `/api/v1/regressions?${behind}` },
    range: range ?? null,
    definition: definition(filter),
  };
}

type Groups = (authorship: readonly Authorship[], confidence?: 'all' | 'high') => Counts;

const counted: Authorship[] = ['agent', 'human', 'assisted', 'unknown'];

/** The counts of all authorships, also of those alone that are surely so. */
async function countGroups(
  database: Database,
  ask: CompareAsk,
  range: Range | undefined,
): Promise<Groups> {
  if (range === undefined) return () => together([]);
  const { kind: kinds, window: horizonDays } = ask;
  const all: Filter = { ...ask, authorship: counted };
  const by = ['authorship', 'confidence'] as const;
  const cells = await readCells(database, all, range, { by, horizonDays });
  const asked = { range, kinds, horizonDays };
  const groups = countsBy(cells, asked, ({ keys: [who, confidence] }) => `${who} ${confidence}`);
  return (authorship, confidence = 'all') =>
    together(
      [...groups].flatMap(([key, counts]) => {
        const [who, sure] = key.split(' ');
        const isOne = authorship.some((one) => one === who);
        return isOne && (confidence === 'all' || sure === 'high') ? counts : [];
      }),
    );
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

function crudeOf(
  agents: Counts,
  humans: Counts,
  windowDays: number,
): CompareAnswer['highConfidence'] {
  const { agent, human, ratio } = compared(agents, humans, windowDays);
  return { agent, human, ratio: estimate(ratio) };
}

function unknownOf(group: Groups, windowDays: number): CompareAnswer['unknown'] {
  const changes = sizeOf(group(['unknown']));
  const share = changes === 0 ? 0 : changes / sizeOf(group(counted));
  const bounds = {
    ifAgent: crudeOf(group(['agent', 'unknown']), group(['human']), windowDays),
    ifHuman: crudeOf(group(['agent']), group(['human', 'unknown']), windowDays),
  };
  return { changes, share, bounds, sentence: unknownSentence({ changes, share, bounds }) };
}

/** The interval of the matched ratio for readers who look every day. */
function alwaysValidOf(matching: Matching | undefined) {
  if (matching?.ln === undefined) return undefined;
  const { ln, regressions } = matching;
  const { value, standardError } = ln;
  return alwaysValid({ ln: value, standardError }, regressions.one + regressions.other);
}

/** How many more agent changes would show a doubling of the human rate, four times in five. */
function neededOf(
  { agent, human }: Pick<ReturnType<typeof compared>, 'agent' | 'human'>,
  range: Range | undefined,
): CompareAnswer['needed'] {
  if (range === undefined || human.rate === null) return null;
  const plan = additionalNeeded(
    { humanRate: human.rate, humans: human.changes, agents: agent.changes },
    detectRatio,
    { alpha: 0.05, power: 0.8 },
  );
  if (plan === null) return null;
  const weeks = (daysBetween(range.from, range.to) + 1) / 7;
  const aWeek = agent.changes / weeks;
  return { changes: plan.more, weeks: aWeek === 0 ? null : Math.ceil(plan.more / aWeek) };
}
