import type { BreakdownAnswer, BreakdownAsk, BreakdownBy } from '@/lib/api/breakdown';
import type { Database } from '@/lib/db/client';
import { KindOfWork, SizeBucket } from '@/lib/domain/change';
import type { Range } from '@/lib/domain/range';
import { type By, type Cell, readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, noCounts } from '@/lib/measure/counts';
import { definition } from '@/lib/measure/definition';
import { estimate } from '@/lib/measure/estimate';
import { type GapWords, gap } from '@/lib/measure/gap';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { moverRatio } from '@/lib/stats/mover';
import type { ScoredStratum } from '@/lib/stats/ratio-trend';

const groupsOf: Record<BreakdownBy, readonly string[]> = {
  size: SizeBucket.options,
  kindOfWork: KindOfWork.options,
  reviewed: ['yes', 'no'],
};

/** Of groups that stand in an order: what their gaps are compared within, and the words for it. */
const orders: Partial<Record<BreakdownBy, GapWords & { by: readonly By[] }>> = {
  size: {
    by: ['repository', 'quarter'],
    along: 'with size',
    first: 'among the smallest',
    last: 'among the largest changes',
    within: 'repository and quarter',
  },
  reviewed: {
    by: ['repository', 'quarter', 'size'],
    along: 'without review',
    first: 'with it',
    last: 'without review',
    within: 'repository, quarter and size',
  },
};

/** The rate of each authorship asked for within each group that has changes, and whether their gap changes. */
export async function breakdown(database: Database, ask: BreakdownAsk): Promise<BreakdownAnswer> {
  const { by, ...filter } = ask;
  const range = await rangeOf(database, filter);
  const told = { range: range ?? null, definition: definition(filter) };
  if (range === undefined) return { groups: [], gap: null, ...told };
  const { window: horizonDays, kind: kinds, authorship: asked } = filter;
  const isGap = asked.includes('agent') && asked.includes('human');
  const order = isGap ? orders[by] : undefined;
  const dimensions: readonly By[] = [by, 'authorship', ...(order?.by ?? [])];
  const cells = await readCells(database, filter, range, { by: dimensions, horizonDays });
  const counting = { range, kinds, horizonDays };
  const counts = countsBy(cells, counting, ({ keys: [group, who] }) => `${group} ${who}`);
  return {
    groups: groupsOf[by].flatMap((group) => {
      const of = (authorship: string) => counts.get(`${group} ${authorship}`);
      const rates = asked.map((authorship) => ({
        authorship,
        ...rateOnly(readRate(of(authorship), horizonDays)),
      }));
      if (rates.every(({ changes }) => changes === 0)) return [];
      const ratio = isGap ? ratioOf(of('agent'), of('human'), horizonDays) : undefined;
      return [{ group, rates, ratio: estimate(ratio) }];
    }),
    gap:
      order === undefined ? null : gap(strataOf(cells, counting, groupsOf[by]), horizonDays, order),
    ...told,
  };
}

function ratioOf(agents: Counts | undefined, humans: Counts | undefined, windowDays: number) {
  const agent = readAtWindow(agents, windowDays);
  const human = readAtWindow(humans, windowDays);
  return agent && human && moverRatio(agent, human);
}

/** Agents and people of each group within the same repository and whatever else cells are told apart by. */
function strataOf(
  cells: readonly Cell[],
  counting: { range: Range; kinds: BreakdownAsk['kind']; horizonDays: number },
  groups: readonly string[],
): ScoredStratum[] {
  const strata = new Map<string, ScoredStratum>();
  const arms = countsBy(cells, counting, ({ keys }) => keys);
  for (const [[group = '', who, repository = '', ...within], counts] of arms) {
    const key = [group, repository, ...within].join('\t');
    // Changes of unknown size stand nowhere in the order.
    if (group === 'unknown') continue;
    const score = groups.indexOf(group);
    const stratum = strata.get(key) ?? {
      one: noCounts,
      zero: noCounts,
      cluster: repository,
      score,
    };
    if (who === 'agent') stratum.one = counts;
    if (who === 'human') stratum.zero = counts;
    strata.set(key, stratum);
  }
  return [...strata.values()];
}
