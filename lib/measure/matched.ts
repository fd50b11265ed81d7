import type * as z from 'zod/mini';
import { type Estimate, type Matched, type MatchedRatio, Rung } from '@/lib/api/compare';
import type { Database } from '@/lib/db/client';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { readCells } from '@/lib/measure/cells';
import { type Counts, countsBy, together, watchedIn } from '@/lib/measure/counts';
import { level } from '@/lib/measure/definition';
import { estimate, exponential } from '@/lib/measure/estimate';
import { chiSquareTail } from '@/lib/stats/distributions';
import { confoundingEValue } from '@/lib/stats/e-value';
import { type FollowedStratum, type RiskSets, riskSets } from '@/lib/stats/hazard-ratio';
import type { Interval } from '@/lib/stats/interval';
import { jackknife } from '@/lib/stats/jackknife';
import {
  addStratum,
  cochranMantelHaenszel,
  matchedRisks,
  noSums,
  ratioOf,
  type Sums,
  without,
} from '@/lib/stats/mantel-haenszel';

/** How many of a stratum's own keys each rung keeps: repository, size, quarter, kind of work. */
const keysOf: Record<Rung, number> = {
  'repository, quarter, size and kind of work': 4,
  'repository, quarter and size': 3,
  'repository and size': 2,
  repository: 1,
};
/** A rung is fine enough when so many agent changes have a human counterpart in their stratum. */
const wellMatched = 0.7;
/** The gap counts as changing when the two ways to the agents' risk differ by more than this. */
const proportionalWithin = 0.1;
const mostInForest = 20;

/** One number of each of the two that are compared. */
export interface Pair {
  one: number;
  other: number;
}

/** One against the other within strata, as the answer tells it and as the verdict needs it. */
export interface Matching {
  told: z.output<typeof MatchedRatio>;
  /** Shares that regress by the window, had both the same mix. */
  risks: Pair | null;
  /** The same by day. */
  curves: (Pair & { day: number })[];
  fixedWindow: (Pair & { difference: Estimate; ratio: Estimate }) | null;
  regressions: Pair;
  /** ln of the ratio with the larger of both standard errors; undefined where there is none. */
  ln: { value: number; standardError: number } | undefined;
  ratio: Interval | null;
  difference: Interval | null;
  strata: readonly KeyedStratum[];
}

/** A stratum with the values of its rung: repository, size, quarter, kind of work. */
export interface KeyedStratum extends FollowedStratum {
  keys: readonly string[];
  one: Counts;
  zero: Counts;
}

/** One arm of one stratum as the rollup has it. */
interface Arm {
  /** Of the finest rung, which most answers take, and its keys for coarser ones. */
  stratum: string;
  keys: readonly string[];
  isOne: boolean;
  watched: number;
  counts: Counts;
}

/**
 * Compares like with like: the finest rung of the strata ladder that keeps enough agent changes
 * comparable, chosen by how many changes there are and blind to what became of them; then the
 * Mantel–Haenszel hazard ratio over daily risk sets (statistics.md §2.5).
 * @returns undefined without changes of both that share a repository.
 */
export async function matched(
  database: Database,
  filter: Filter,
  range: Range,
): Promise<Matching | undefined> {
  const { kind: kinds, window: horizonDays } = filter;
  const cells = await readCells(database, { ...filter, authorship: ['agent', 'human'] }, range, {
    by: ['authorship', 'repository', 'size', 'quarter', 'kindOfWork'],
    horizonDays,
  });
  const counted = countsBy(cells, { range, kinds, horizonDays }, ({ keys }) => keys);
  const arms = [...counted].map(([[authorship, ...keys], counts]) =>
    armOf(keys, authorship === 'agent', counts),
  );
  return matchedArms(arms, horizonDays);
}

/** Compares the changes of two filters in the same way, whatever they choose by. */
export async function matchedFilters(
  database: Database,
  one: Filter,
  other: Filter,
  rangesOf: (filter: Filter) => Range,
): Promise<Matching | undefined> {
  const arms = await Promise.all(
    [one, other].map(async (filter) => {
      const { kind: kinds, window: horizonDays } = filter;
      const range = rangesOf(filter);
      const by = ['repository', 'size', 'quarter', 'kindOfWork'] as const;
      const cells = await readCells(database, filter, range, { by, horizonDays });
      const counted = countsBy(cells, { range, kinds, horizonDays }, ({ keys }) => keys);
      return [...counted].map(([keys, counts]) => armOf(keys, filter === one, counts));
    }),
  );
  return matchedArms(arms.flat(), one.window);
}

function armOf(keys: readonly string[], isOne: boolean, counts: Counts): Arm {
  return { stratum: keys.join('\t'), keys, isOne, watched: watchedIn(counts), counts };
}

function matchedArms(arms: readonly Arm[], horizonDays: number): Matching | undefined {
  const { rung, overlap } = chooseRung(arms);
  const strata = strataOf(arms, rung);
  const sets = riskSets(strata, horizonDays);
  if (sets.matchedOnes === 0) return undefined;
  return told(sets, { rung, overlap, strata, horizonDays });
}

/** A matching of agents (the first one) and people in the words of the answer that compares them. */
export function agentsAgainstPeople({ told, risks, curves, fixedWindow }: Matching): Matched {
  const named = ({ one, other }: Pair) => ({ agent: one, human: other });
  return {
    ...told,
    risks: risks && named(risks),
    curves: curves.map(({ day, ...pair }) => ({ day, ...named(pair) })),
    fixedWindow: fixedWindow && {
      ...named(fixedWindow),
      difference: fixedWindow.difference,
      ratio: fixedWindow.ratio,
    },
  };
}

/** The finest rung that matches well, else the coarsest; told from how many are watched alone. */
function chooseRung(arms: readonly Arm[]): { rung: Rung; overlap: number } {
  let last: { rung: Rung; overlap: number } = { rung: 'repository', overlap: 0 };
  for (const rung of Rung.options) {
    const sizes = new Map<string, Pair>();
    for (const arm of arms) {
      const stratum = stratumOf(arm, rung);
      const size = sizes.get(stratum) ?? { one: 0, other: 0 };
      sizes.set(stratum, size);
      size[arm.isOne ? 'one' : 'other'] += arm.watched;
    }
    let [all, kept] = [0, 0];
    for (const { one, other } of sizes.values()) {
      all += one;
      if (other > 0) kept += one;
    }
    last = { rung, overlap: all === 0 ? 0 : kept / all };
    if (last.overlap >= wellMatched) return last;
  }
  return last;
}

function stratumOf({ stratum, keys }: Arm, rung: Rung): string {
  return keysOf[rung] === keys.length ? stratum : keys.slice(0, keysOf[rung]).join('\t');
}

function strataOf(arms: readonly Arm[], rung: Rung): KeyedStratum[] {
  const strata = new Map<string, { keys: readonly string[]; ones: Counts[]; zeros: Counts[] }>();
  for (const arm of arms) {
    const key = stratumOf(arm, rung);
    const stratum = strata.get(key) ?? {
      keys: arm.keys.slice(0, keysOf[rung]),
      ones: [],
      zeros: [],
    };
    strata.set(key, stratum);
    (arm.isOne ? stratum.ones : stratum.zeros).push(arm.counts);
  }
  return [...strata.values()].map(({ keys, ones, zeros }) => ({
    keys,
    cluster: keys[0] ?? '',
    one: together(ones),
    zero: together(zeros),
  }));
}

function told(
  sets: RiskSets,
  {
    rung,
    overlap,
    strata,
    horizonDays,
  }: { rung: Rung; overlap: number; strata: readonly KeyedStratum[]; horizonDays: number },
): Matching {
  const model = ratioOf(sets.sums, level);
  const clusters = [...sets.byCluster];
  const leftOut = clusters.map(([repository, own]) => ({
    repository,
    ln: lnRatio(without(sets.sums, own)),
  }));
  const jack = jackknife(
    lnRatio(sets.sums),
    leftOut.map(({ ln }) => ln),
    level,
  );
  const isJackknifed = jack.ok && jack.standardError > (model?.standardErrorOfLn ?? Infinity);
  const interval = isJackknifed ? exponential(jack.interval) : model?.interval;
  const ratio = model === null || interval === undefined ? null : { value: model.value, interval };
  const last = sets.curves.at(-1);
  const other = last?.day === horizonDays ? last.rate0 : undefined;
  const derived =
    other === undefined || ratio === null ? undefined : 1 - (1 - other) ** ratio.value;
  const logRank = cochranMantelHaenszel(sets.sums);
  const fixed = fixedWindow(strata, horizonDays);
  const sizes = matchedSizes(strata);
  return {
    regressions: { one: sets.events1, other: sets.events0 },
    risks: derived === undefined || other === undefined ? null : { one: derived, other },
    curves: sets.curves.map(({ day, rate1, rate0 }) => ({ day, one: rate1, other: rate0 })),
    fixedWindow: fixed?.told ?? null,
    ratio: ratio?.interval ?? null,
    difference: fixed?.difference.interval ?? null,
    strata,
    ln:
      model === null
        ? undefined
        : {
            value: Math.log(model.value),
            standardError: isJackknifed ? jack.standardError : model.standardErrorOfLn,
          },
    told: {
      rung,
      strata: strata.filter(isTwoArmed).length,
      overlap,
      partial: overlap < wellMatched,
      ratio: estimate(ratio),
      interval: isJackknifed ? 'jackknife' : 'model',
      standardErrors: {
        model: model?.standardErrorOfLn ?? null,
        jackknife: jack.ok ? jack.standardError : null,
      },
      repositories: clusters.length,
      mostInfluential: model === null ? null : mostInfluential(Math.log(model.value), leftOut),
      proportional:
        derived === undefined ||
        last === undefined ||
        Math.abs(derived - last.rate1) <= proportionalWithin * Math.max(derived, last.rate1),
      logRank: logRank.ok ? { chiSquare: logRank.chiSquare, p: logRank.p } : null,
      heterogeneity: heterogeneity(clusters.map(([, own]) => own)),
      forest: forest(clusters, sizes),
      changes: {
        first: [...sizes.values()].reduce((sum, { first }) => sum + first, 0),
        second: [...sizes.values()].reduce((sum, { second }) => sum + second, 0),
      },
      eValue: ratio === null ? null : confoundingEValue({ value: ratio.value, ...ratio.interval }),
    },
  };
}

/** Whether a stratum has watched changes of both. */
export const isTwoArmed = ({ one, zero }: FollowedStratum) =>
  watchedIn(one) > 0 && watchedIn(zero) > 0;

const lnRatio = ({ above, below }: Sums) => Math.log(above / below);

function mostInfluential(
  ln: number,
  leftOut: readonly { repository: string; ln: number }[],
): Matching['told']['mostInfluential'] {
  const [first] = leftOut
    .filter((one) => Number.isFinite(one.ln))
    .sort((a, b) => Math.abs(b.ln - ln) - Math.abs(a.ln - ln));
  if (first === undefined || leftOut.length < 2) return null;
  return { repository: first.repository, ratioWithout: Math.exp(first.ln) };
}

/** Matched risks of the changes that were watched for the whole window. */
function fixedWindow(strata: readonly FollowedStratum[], windowDays: number) {
  const sums = { ...noSums };
  const ofWindow = ({ entrants, events }: FollowedStratum['one']) => ({
    n: entrants.reduce((sum, one) => (one.followUpDays >= windowDays ? sum + one.count : sum), 0),
    events: events.reduce(
      (sum, one) => (one.followUpDays >= windowDays ? sum + one.count : sum),
      0,
    ),
  });
  for (const { one, zero } of strata) {
    const [agents, humans] = [ofWindow(one), ofWindow(zero)];
    addStratum(sums, {
      events1: agents.events,
      n1: agents.n,
      events0: humans.events,
      n0: humans.n,
    });
  }
  const risks = matchedRisks(sums, level);
  if (!risks.ok) return undefined;
  const { risk1: one, risk0: other, difference, ratio } = risks;
  return {
    difference,
    told: { one, other, difference: estimate(difference), ratio: estimate(ratio) },
  };
}

/** Cochran's Q over the ratios of repositories that have regressions on both sides. */
function heterogeneity(clusters: readonly Sums[]): Matching['told']['heterogeneity'] {
  const own = clusters.flatMap((sums) => {
    const ratio = ratioOf(sums, level);
    // Where all of both sides regress at once, the ratio has no spread to be weighted by.
    return ratio === null || ratio.standardErrorOfLn === 0
      ? []
      : { ln: Math.log(ratio.value), weight: ratio.standardErrorOfLn ** -2 };
  });
  if (own.length < 2) return null;
  const total = own.reduce((sum, { weight }) => sum + weight, 0);
  const mean = own.reduce((sum, { ln, weight }) => sum + ln * weight, 0) / total;
  const chiSquare = own.reduce((sum, { ln, weight }) => sum + weight * (ln - mean) ** 2, 0);
  const df = own.length - 1;
  return { chiSquare, df, p: chiSquareTail(chiSquare, df) };
}

/** What a part of the sums weighs in their ratio: without a regression it says nothing of it. */
export const weightOf = ({ above, below }: Sums) => above + below;

function forest(
  clusters: readonly [string, Sums][],
  sizes: ReturnType<typeof matchedSizes>,
): Matching['told']['forest'] {
  const all = clusters.reduce((sum, [, sums]) => sum + weightOf(sums), 0);
  return clusters
    .map(([repository, sums]) => ({
      repository,
      weight: all === 0 ? 0 : weightOf(sums) / all,
      ratio: estimate(ratioOf(sums, level)),
      changes: sizes.get(repository) ?? { first: 0, second: 0 },
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostInForest);
}

/** How many changes of either are watched in the strata of each repository that have both. */
function matchedSizes(strata: readonly FollowedStratum[]) {
  const sizes = new Map<string, { first: number; second: number }>();
  for (const { cluster, one, zero } of strata.filter(isTwoArmed)) {
    const size = sizes.get(cluster) ?? { first: 0, second: 0 };
    sizes.set(cluster, size);
    size.first += watchedIn(one);
    size.second += watchedIn(zero);
  }
  return sizes;
}
