import * as z from 'zod/mini';
import type { TrustAnswer, TrustAsk, TrustCell, TrustRepository } from '@/lib/api/trust';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { agentName } from '@/lib/domain/agent';
import { KindOfWork } from '@/lib/domain/change';
import { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import type { ErrorBudgets } from '@/lib/domain/setting';
import { readCells, refreshMs } from '@/lib/measure/cells';
import { type Counts, countsBy, together } from '@/lib/measure/counts';
import { definition, level } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { settings } from '@/lib/measure/settings';
import { repositories } from '@/lib/measure/where';
import { refreshRollup } from '@/lib/rollup/rollup';
import { changesToProve, decideTrust, type TrustDecision } from '@/lib/stats/trust';

/** Where each agent's changes may be merged with normal review, repository by repository. */
export async function trust(database: Database, ask: TrustAsk): Promise<TrustAnswer> {
  const { cursor: _, limit, ...asked } = ask;
  const { errorBudgets, counting } = (await settings(database)).settings;
  const filter = Filter.parse({
    ...asked,
    kind: counting.kinds,
    authorship: ['agent', 'human'],
  });
  const range = await rangeOf(database, filter);
  await refreshRollup(database, refreshMs);
  const listed = range === undefined ? { names: [], total: 0 } : await listOf(database, ask, range);
  const names = listed.names.slice(0, limit);
  const told =
    range === undefined || names.length === 0
      ? []
      : await toldOf(database, { ...filter, repository: names }, range, errorBudgets);
  return {
    rows: told,
    next: listed.names.length > limit ? (names.at(-1) ?? null) : null,
    total: listed.total,
    range: range ?? null,
    rule: ruleOf(filter.window),
    definition: definition(filter),
  };
}

const Listed = z.object({ name: z.string() });

/** The repositories in which agents wrote changes, by name, one more than are asked for. */
async function listOf(
  database: Database,
  ask: TrustAsk,
  range: Range,
): Promise<{ names: string[]; total: number }> {
  const ofAgents =
    ask.agent === undefined ? Prisma.empty : Prisma.sql`and c.agent = any(${ask.agent}::text[])`;
  const where = Prisma.sql`exists (
    select from cohort c where c.level = 1 and c.repository_id = r.id
      and c.month between date_trunc('month', ${range.from}::date)::date and ${range.to}::date
      and c.authorship = 'agent' ${ofAgents})`;
  const [found, [counted]] = await Promise.all([
    rows(
      database,
      Listed,
      Prisma.sql`select r.name from ${repositories(ask)} as r
        where ${where} and r.name > ${ask.cursor ?? ''} order by r.name limit ${ask.limit + 1}`,
    ),
    rows(
      database,
      z.object({ total: z.int() }),
      Prisma.sql`select count(*)::int as total from ${repositories(ask)} as r where ${where}`,
    ),
  ]);
  return { names: found.map(({ name }) => name), total: counted?.total ?? 0 };
}

/** Changes of one repository by who wrote them (an agent; empty for people) and kind of work. */
type ByAuthor = Map<string, Map<KindOfWork, Counts>>;

async function toldOf(
  database: Database,
  filter: Filter,
  range: Range,
  budgets: ErrorBudgets,
): Promise<TrustRepository[]> {
  const horizonDays = filter.window;
  const cells = await readCells(database, filter, range, {
    by: ['repository', 'authorship', 'agent', 'kindOfWork'],
    horizonDays,
  });
  const separator = '\n';
  const groups = countsBy(cells, { range, kinds: filter.kind, horizonDays }, ({ keys }) =>
    keys.join(separator),
  );
  const byRepository = new Map<string, ByAuthor>();
  for (const [key, counts] of groups) {
    const [repository = '', authorship, agent = '', kind] = key.split(separator);
    const author = authorship === 'human' ? '' : agent;
    if (authorship !== 'human' && agent === '') continue;
    const authors = byRepository.get(repository) ?? new Map<string, Map<KindOfWork, Counts>>();
    const kinds = authors.get(author) ?? new Map<KindOfWork, Counts>();
    byRepository.set(repository, authors.set(author, kinds.set(KindOfWork.parse(kind), counts)));
  }
  return [...byRepository]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([repository, authors]) => toldRepository(repository, authors, filter.window, budgets))
    .filter(({ agents }) => agents.length > 0);
}

function toldRepository(
  repository: string,
  authors: ByAuthor,
  windowDays: number,
  budgets: ErrorBudgets,
): TrustRepository {
  const budget = shareOf(budgets, repository);
  const people: ReadonlyMap<KindOfWork, Counts> = authors.get('') ?? new Map();
  const agents = [...authors.keys()].filter((agent) => agent !== '').sort();
  const rowOf = (agent: string | null, name: string, kinds: ReadonlyMap<KindOfWork, Counts>) => ({
    agent,
    name,
    cells: cellsOf(kinds, people, budget, windowDays),
  });
  const all = rowOf(null, 'All agents', allOf(agents.map((agent) => authors.get(agent))));
  return {
    repository,
    budget,
    ownBudget: budgets.repositories[repository] !== undefined,
    agents: [
      ...(agents.length > 1 ? [all] : []),
      ...agents.map((agent) => rowOf(agent, agentName(agent), authors.get(agent) ?? new Map())),
    ],
  };
}

/** The share of the changes of a repository that may regress. */
export async function budgetOf(database: Database, repository: string): Promise<number> {
  return shareOf((await settings(database)).settings.errorBudgets, repository);
}

const shareOf = ({ percent, repositories: own }: ErrorBudgets, repository: string) =>
  (own[repository] ?? percent) / 100;

/** The changes of several agents as those of one. */
function allOf(agents: readonly (ReadonlyMap<KindOfWork, Counts> | undefined)[]) {
  return new Map(
    KindOfWork.options.flatMap((kind): [KindOfWork, Counts][] => {
      const found = agents.flatMap((kinds) => kinds?.get(kind) ?? []);
      return found.length === 0 ? [] : [[kind, together(found)]];
    }),
  );
}

function cellsOf(
  kinds: ReadonlyMap<KindOfWork, Counts>,
  people: ReadonlyMap<KindOfWork, Counts>,
  budget: number,
  windowDays: number,
): TrustCell[] {
  const cell = (kindOfWork: KindOfWork | null, counts: Counts, beside: Counts | undefined) =>
    trustCell({ kindOfWork, counts, people: beside, budget, windowDays });
  return [
    cell(null, together([...kinds.values()]), together([...people.values()])),
    ...KindOfWork.options.flatMap((kind) => {
      const counts = kinds.get(kind);
      return counts === undefined ? [] : [cell(kind, counts, people.get(kind))];
    }),
  ];
}

interface Judged {
  kindOfWork: KindOfWork | null;
  counts: Counts;
  people: Counts | undefined;
  budget: number;
  windowDays: number;
}

/** What is said of one agent's changes of one kind in one repository, and why. */
export function trustCell({ kindOfWork, counts, people, budget, windowDays }: Judged): TrustCell {
  const read = readAtWindow(counts, windowDays);
  const decision = decideTrust(read, readAtWindow(people, windowDays), budget);
  const rate = rateOnly(readRate(counts, windowDays));
  const beside = rateOnly(readRate(people, windowDays));
  const needed =
    decision.ground !== 'holds-budget' || read === undefined
      ? undefined
      : changesToProve(read.rate, budget, level);
  const told = { kindOfWork, rate, people: beside, needed: needed ?? null };
  return {
    ...told,
    trust: decision.trust,
    sentence: sentenceOf(told, decision, budget, windowDays),
    difference: estimate(decision.againstPeople),
  };
}

function sentenceOf(
  { rate, people, needed }: Pick<TrustCell, 'rate' | 'people' | 'needed'>,
  { ground, againstPeople }: TrustDecision,
  budget: number,
  windowDays: number,
): string {
  const allowed = `the budget of ${percent(budget)}`;
  const own = rateWords(rate);
  const beside =
    againstPeople === undefined
      ? 'there are no changes of people to compare with'
      : `people’s is ${rateWords(people)}`;
  switch (ground) {
    case 'no-rate':
      if (rate.changes === 0) return 'No change is known to judge by.';
      return rate.changes === 1
        ? `Its only change has not been watched for ${windowDays} days yet.`
        : `None of its ${count(rate.changes)} changes has been watched for ${windowDays} days yet.`;
    case 'over-budget':
      return `${own}: even the low end is above ${allowed}; ${beside}.`;
    case 'worse-than-people':
      return `${own}: above people’s by more than chance explains; ${beside}.`;
    case 'within-budget':
      return `${own}: even the high end is within ${allowed}; ${beside}.`;
    case 'holds-budget':
      return `${own}: can be on either side of ${allowed}${neededWords(rate, needed)}; ${beside}.`;
  }
}

/** A proof that is further away than this is not in sight. */
const inSight = 1_000;

/** How far the proof is, where it would come at all. */
function neededWords({ changes, regressions }: TrustCell['rate'], needed: number | null): string {
  const more = needed === null ? Number.POSITIVE_INFINITY : needed - changes;
  if (more <= 0 || more > inSight) return '';
  const how = regressions === 0 ? 'without a regression' : 'at this rate';
  return `, and about ${count(more)} more ${how} would prove it`;
}

function rateWords({ rate, lower, upper, regressions, changes }: TrustCell['rate']): string {
  if (rate === null || lower === null || upper === null) return 'unknown';
  return `${percent(rate)} (likely ${percent(lower)} to ${percent(upper)}, ${count(regressions)} of ${count(changes)})`;
}

const count = (value: number) => value.toLocaleString('en-US');

/** At a budget of a few per cent a decimal decides, so it is told. */
const percent = (value: number) => `${(value * 100).toFixed(1).replace(/\.0$/, '')}%`;

function ruleOf(windowDays: number): string[] {
  return [
    `An agent’s rate is the share of its changes of that kind in that repository that regress within ${windowDays} days of the merge, with its interval of 95 %.`,
    'It is not yet proven while none of its changes has been watched for that long.',
    'It needs a second pair of eyes where the low end of the interval is above the error budget, or where the rate is above that of people’s changes of the same kind in the same repository by more than chance explains (the interval of the difference, by Newcombe, lies above 0).',
    'Else it may be merged with normal review where the high end of the interval is at the error budget or below it.',
    'Everything else is not yet proven: it is not known to be bad, and not known to be good. Without changes of people to compare with, the budget alone decides.',
    'The high end is passed by chance alone in one of forty cells that are just at the budget; so many cells are looked at that a few will be told wrongly. Nothing here says that a change need not be reviewed.',
  ];
}
