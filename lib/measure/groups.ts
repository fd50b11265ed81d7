import * as z from 'zod/mini';
import type { GroupBy, GroupsAnswer, GroupsAsk, RatedGroup } from '@/lib/api/groups';
import type { Database } from '@/lib/db/client';
import { agentName } from '@/lib/domain/agent';
import { KindOfWork, Mode, SizeBucket } from '@/lib/domain/change';
import type { Filter } from '@/lib/domain/filter';
import type { Team } from '@/lib/domain/team';
import { areaSeparator, type By, type Cell, readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, sizeOf, together } from '@/lib/measure/counts';
import { definition, level } from '@/lib/measure/definition';
import { rangeOf } from '@/lib/measure/range';
import { rateOnly, readAtWindow, readRate } from '@/lib/measure/rate';
import { restedRate } from '@/lib/measure/rested-rate';
import { settings } from '@/lib/measure/settings';
import { effectiveCounts, notTested, testedAgainst } from '@/lib/measure/tested';
import { funnelLimits } from '@/lib/stats/funnel';
import { shrink, tiers } from '@/lib/stats/shrinkage';

/** The largest groups are told; nobody reads more. */
const mostGroups = 200;

/** Which cells a grouping reads, which of their changes it leaves out, and how a filter names a group. */
interface Grouping {
  by: By;
  /** A change may be of several groups, or of none. */
  groupsOf: (value: string, teams: readonly Team[]) => readonly string[];
  narrow: (group: string) => Partial<Filter>;
  nameOf?: (group: string, teams: readonly Team[]) => string;
}

const itself = (value: string) => (value === '' ? [] : [value]);
const groupings: Record<GroupBy, Grouping> = {
  agent: { by: 'agent', groupsOf: itself, narrow: (one) => ({ agent: [one] }), nameOf: agentName },
  repository: { by: 'repository', groupsOf: itself, narrow: (one) => ({ repository: [one] }) },
  team: {
    by: 'repository',
    groupsOf: (repository, teams) =>
      teams.flatMap(({ id, repositories }) => (repositories.includes(repository) ? [id] : [])),
    narrow: (one) => ({ team: [one] }),
    nameOf: (one, teams) => teams.find(({ id }) => id === one)?.name ?? one,
  },
  area: {
    by: 'areas',
    groupsOf: (value) => value.split(areaSeparator).filter((area) => area !== ''),
    narrow: (one) => ({ area: [one] }),
  },
  kindOfWork: {
    by: 'kindOfWork',
    groupsOf: itself,
    narrow: (one) => ({ kindOfWork: [KindOfWork.parse(one)] }),
  },
  size: { by: 'size', groupsOf: itself, narrow: (one) => ({ size: [SizeBucket.parse(one)] }) },
  mode: { by: 'mode', groupsOf: itself, narrow: (one) => ({ mode: [Mode.parse(one)] }) },
  reviewed: {
    by: 'reviewed',
    groupsOf: itself,
    narrow: (one) => ({ reviewed: z.enum(['yes', 'no']).parse(one) }),
  },
  branch: { by: 'branch', groupsOf: itself, narrow: (one) => ({ branch: [one] }) },
};

/** The rate of each group, shrunk towards the others, tested over the list, and ordered in tiers. */
export async function groups(database: Database, ask: GroupsAsk): Promise<GroupsAnswer> {
  const { by, ...filter } = ask;
  const range = await rangeOf(database, filter);
  const grouping = groupings[by];
  const teams = by === 'team' ? (await settings(database)).settings.teams : [];
  const { kind: kinds, window: horizonDays } = filter;
  const asked = { by: [grouping.by], horizonDays };
  const cells = range === undefined ? [] : await readCells(database, filter, range, asked);
  const counted =
    range === undefined ? new Map<string, Counts>() : tally(cells, { range, kinds, horizonDays });
  const byGroup = regrouped(counted, (value) => grouping.groupsOf(value, teams));
  const listed = [...byGroup]
    .sort(([, a], [, b]) => sizeOf(b) - sizeOf(a))
    .slice(0, mostGroups)
    .map(([group, counts]) => ({ group, counts }));
  const all = together([...counted].flatMap(([value, one]) => (isOfAny(value) ? one : [])));
  function isOfAny(value: string) {
    return grouping.groupsOf(value, teams).length > 0;
  }
  const judged = judgeTogether(
    listed.map(({ counts }) => counts),
    all,
    horizonDays,
  );
  const rated = listed.map(
    ({ group, counts }, index): RatedGroup => ({
      group,
      name: grouping.nameOf?.(group, teams) ?? group,
      ...restedRate(counts, { ...filter, ...grouping.narrow(group) }, range),
      ...(judged.groups[index] ?? nothingJudged),
    }),
  );
  return {
    groups: judged.canOrder ? rated.sort((a, b) => shrunkRate(b) - shrunkRate(a)) : rated,
    all: rateOnly(readRate(all, horizonDays)),
    funnel: funnelOf(
      readAtWindow(all, horizonDays)?.rate,
      listed.map(({ counts }) => sizeOf(counts)),
    ),
    pooling: judged.pooling,
    left: byGroup.size - listed.length,
    range: range ?? null,
    definition: definition(filter),
  };
}

function tally(cells: readonly Cell[], asked: Parameters<typeof countsBy>[1]) {
  return countsBy(cells, asked, ({ keys: [value = ''] }) => value);
}

function regrouped(
  counted: ReadonlyMap<string, Counts>,
  groupsOf: (value: string) => readonly string[],
): Map<string, Counts> {
  const byGroup = new Map<string, Counts[]>();
  for (const [value, counts] of counted) {
    for (const group of groupsOf(value)) {
      byGroup.set(group, [...(byGroup.get(group) ?? []), counts]);
    }
  }
  return new Map([...byGroup].map(([group, list]) => [group, together(list)]));
}

type Judged = Pick<RatedGroup, 'shrunk' | 'tier' | 'adjustedP' | 'differs'>;
const nothingJudged: Judged = { shrunk: null, tier: null, ...notTested };
const poolingWords = {
  none: 'There is one group: it has nothing to borrow from.',
  full: 'No detectable differences between the groups: chance alone explains how they vary.',
  partial: 'The groups differ: each is drawn towards the rate of all as far as its size allows.',
};

/**
 * Shrinks, tests and orders. Effective counts stand for the groups (Rothman 1978), so that young
 * changes weigh what they tell.
 */
function judgeTogether(list: readonly Counts[], all: Counts, windowDays: number) {
  const readings = list.map((counts) => readAtWindow(counts, windowDays));
  const effective = readings.map(effectiveCounts);
  const shrunk = shrink(effective, level);
  if (!shrunk.ok) {
    return { groups: list.map(() => nothingJudged), canOrder: false, pooling: '' };
  }
  const canOrder = shrunk.canOrder && shrunk.pooling === 'partial';
  const tierOf = new Map(
    canOrder
      ? tiers(shrunk.groups).flatMap((members, tier) =>
          members.map((index): [number, number] => [index, tier + 1]),
        )
      : [],
  );
  const pooled = readAtWindow(all, windowDays);
  const tested = testedAgainst(pooled?.rate ?? 0, effective);
  const groups = list.map((_, index): Judged => {
    const own = effective[index]?.n === 0 ? undefined : shrunk.groups[index];
    return {
      shrunk:
        own === undefined
          ? null
          : { rate: own.mean, lower: own.interval.lower, upper: own.interval.upper },
      tier: tierOf.get(index) ?? null,
      ...(tested[index] ?? notTested),
    };
  });
  return { groups, canOrder, pooling: poolingWords[shrunk.pooling] };
}

const shrunkRate = ({ shrunk }: RatedGroup) => shrunk?.rate ?? -1;

/** The funnel at sizes from one change to past the largest group, evenly on a logarithmic scale. */
function funnelOf(target: number | undefined, sizes: readonly number[]): GroupsAnswer['funnel'] {
  const largest = Math.max(0, ...sizes) * 1.6;
  if (target === undefined || largest === 0) return [];
  const steps = 40;
  const wanted = Array.from({ length: steps + 1 }, (_, step) =>
    Math.max(1, Math.round(largest ** (step / steps))),
  );
  return [...new Set(wanted)].map((changes) => {
    const inner = funnelLimits(target, changes, 0.95).exact;
    const outer = funnelLimits(target, changes, 0.998).exact;
    return {
      changes,
      lower95: inner.lower,
      upper95: inner.upper,
      lower998: outer.lower,
      upper998: outer.upper,
    };
  });
}
