import { performance } from 'node:perf_hooks';
import {
  ChangeGroup,
  courseTo,
  organisations,
  proportional,
  rateOf,
  window,
} from '@/e2e/bench/simulated-changes';
import { drawn, MergedDaily } from '@/e2e/bench/simulated-organisations';
import type { Random } from '@/lib/sample/random';
import { cusum, driftScores } from '@/lib/stats/cusum';
import { type FollowedStratum, riskSets } from '@/lib/stats/hazard-ratio';
import type { Interval } from '@/lib/stats/interval';
import { jackknife } from '@/lib/stats/jackknife';
import { type FollowUp, kaplanMeier, reading } from '@/lib/stats/kaplan-meier';
import { ratioOf, without } from '@/lib/stats/mantel-haenszel';
import { moverDifference, moverRatio } from '@/lib/stats/mover';
import { type PPrimePlan, pPrimeChart } from '@/lib/stats/p-prime';
import { betaBinomialInterval, mixtureFor, normalMixtureInterval } from '@/lib/stats/sequential';

const level = 0.95;

/** What came of the organisations of one scenario. */
class Coverage {
  covered = 0;
  told = 0;
  constructor(readonly truth: number) {}

  add({ lower, upper }: Interval): void {
    this.told += 1;
    if (lower <= this.truth && this.truth <= upper) this.covered += 1;
  }

  toString(): string {
    return `${((100 * this.covered) / this.told).toFixed(1)} %`;
  }
}

/**
 * How often intervals hold a truth that is known, over simulated organisations: 95 % is asked for,
 * and 93 to 97 % is as near as two thousand of them can tell.
 */
export default async function intervalsBench([count = '2000']: string[]): Promise<void> {
  const size = Number(count);
  const startedAt = performance.now();
  console.log(`${size.toLocaleString('en')} organisations a scenario, ${100 * level} % intervals`);
  for (const n of [60, 600]) {
    for (const rate of [0.02, 0.05, 0.1]) {
      oneRate(size, n, rate, 'all followed to the end', () => window);
      oneRate(size, n, rate, 'half still young', (random) => random.whole(1, 2 * window));
    }
  }
  for (const agents of [60, 600]) twoRates(size, agents, 10 * agents, 0.04, 1.8);
  twoRates(size, 60, 600, 0.04, 1);
  matchedUnderConfounding(size);
  matchedWithClusters(size);
  oneRateDaily(size, 0.04);
  ratioDaily(size, 1);
  ratioDaily(size, 1.8);
  stableWeeks(size);
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

/** The rate at the window by Kaplan–Meier with Rothman's interval. */
function oneRate(
  size: number,
  n: number,
  rate: number,
  told: string,
  daysFollowed: (random: Random) => number,
): void {
  const course = courseTo(rate);
  const coverage = new Coverage(rate);
  for (const random of organisations(size, 1)) {
    const group = new ChangeGroup();
    for (let change = 0; change < n; change += 1) group.add(course, daysFollowed(random), random);
    const found = reading(kaplanMeier(group.followUp()), window, level);
    if (found.ok) coverage.add(found.interval);
  }
  console.log(`rate of ${percent(rate)} among ${n} changes, ${told}: covered ${coverage}`);
}

/** Agents, all younger than two months, against people, who have merged for a year. */
function twoRates(size: number, agents: number, humans: number, rate: number, ratio: number): void {
  const human = courseTo(rate);
  const agent = proportional(human, ratio);
  const differences = new Coverage(rateOf(agent) - rateOf(human));
  const ratios = new Coverage(rateOf(agent) / rateOf(human));
  let naive = 0;
  for (const random of organisations(size, 2)) {
    const byAgents = new ChangeGroup();
    for (let change = 0; change < agents; change += 1)
      byAgents.add(agent, random.whole(1, 2 * window), random);
    const byHumans = new ChangeGroup();
    for (let change = 0; change < humans; change += 1)
      byHumans.add(human, random.whole(1, 365), random);
    const one = reading(kaplanMeier(byAgents.followUp()), window, level);
    const other = reading(kaplanMeier(byHumans.followUp()), window, level);
    naive +=
      byAgents.regressions / byAgents.changes / (byHumans.regressions / byHumans.changes) / size;
    if (!one.ok || !other.ok) continue;
    differences.add(moverDifference(one, other).interval);
    ratios.add(moverRatio(one, other).interval);
  }
  console.log(
    `${ratios.truth.toFixed(2)} times ${percent(rate)}, ${agents} young agent and ${humans} human changes: difference covered ${differences}, ratio ${ratios}; bare percentages would say ${naive.toFixed(2)}`,
  );
}

/**
 * Agents regress 1.8 times as often as people in every repository, and mostly work where hardly
 * anything regresses: all together they look better.
 */
function matchedUnderConfounding(size: number): void {
  const repositories = Array.from({ length: 12 }, (_, index) =>
    index < 6
      ? { rate: 0.12, ratio: planted, agents: 8, humans: 200 }
      : { rate: 0.015, ratio: planted, agents: 60, humans: 50 },
  );
  const coverage = new Coverage(planted);
  const crude: number[] = [];
  const matched: number[] = [];
  for (const random of organisations(size, 5)) {
    const strata = drawn(repositories, random);
    const ratio = ratioOf(riskSets(strata, window).sums, level);
    if (ratio !== null) {
      coverage.add(ratio.interval);
      matched.push(ratio.value);
    }
    const all = { one: pooled(strata, 'one'), zero: pooled(strata, 'zero'), cluster: 'all' };
    crude.push(ratioOf(riskSets([all], window).sums, level)?.value ?? 0);
  }
  console.log(
    `${planted} times in each of 12 repositories, confounded: all together ${median(crude).toFixed(2)}, like with like ${median(matched).toFixed(2)}, covered ${coverage}`,
  );
}

/** Repositories differ in their rates and in their ratios: the interval must allow for which they are. */
function matchedWithClusters(size: number): void {
  const organisation = (random: Random, count: number) =>
    Array.from({ length: count }, () => ({
      rate: Math.min(0.5, random.logNormal(0.06, 0.5)),
      ratio: random.logNormal(planted, 0.4),
      agents: 60,
      humans: 150,
    }));
  // What very many such repositories have in common.
  const [many] = organisations(1, 6);
  if (many === undefined) return;
  const whole = riskSets(drawn(organisation(many, 6_000), many), window).sums;
  const truth = whole.above / whole.below;
  const model = new Coverage(truth);
  const clustered = new Coverage(truth);
  for (const random of organisations(size, 7)) {
    const { sums, byCluster } = riskSets(drawn(organisation(random, 20), random), window);
    const ratio = ratioOf(sums, level);
    if (ratio === null) continue;
    model.add(ratio.interval);
    const leftOut = [...byCluster.values()].map((own) => {
      const { above, below } = without(sums, own);
      return Math.log(above / below);
    });
    const found = jackknife(Math.log(ratio.value), leftOut, level);
    const isWider = found.ok && found.standardError > ratio.standardErrorOfLn;
    clustered.add(
      isWider
        ? { lower: Math.exp(found.interval.lower), upper: Math.exp(found.interval.upper), level }
        : ratio.interval,
    );
  }
  console.log(
    `20 repositories whose ratios differ by 40 %: the model alone covered ${model}, with leaving out repositories ${clustered}`,
  );
}

/** Six agent and twenty human changes a day, looked at every day for a year. */
function ratioDaily(size: number, ratio: number): void {
  const human = courseTo(0.04);
  const agent = proportional(human, ratio);
  const alpha = 1 - level;
  const plan = { mixture: mixtureFor(0.25, alpha), alpha };
  const missed = { once: 0, always: 0 };
  for (const random of organisations(size, 8)) {
    const byAgents = new MergedDaily(agent, 6, 365, random);
    const byHumans = new MergedDaily(human, 20, 365, random);
    const ever = { once: false, always: false };
    for (let today = 15; today <= 365; today += 1) {
      const stratum = { one: byAgents.until(today), zero: byHumans.until(today), cluster: '' };
      const { sums, events1, events0 } = riskSets([stratum], window);
      const found = ratioOf(sums, level);
      if (found === null || events1 + events0 < 10) continue;
      const isOutside = ({ lower, upper }: Interval, truth: number) =>
        truth < lower || truth > upper;
      if (isOutside(found.interval, ratio)) ever.once = true;
      const { interval } = normalMixtureInterval(
        Math.log(found.value),
        found.standardErrorOfLn,
        plan,
      );
      if (isOutside(interval, Math.log(ratio))) ever.always = true;
    }
    if (ever.once) missed.once += 1;
    if (ever.always) missed.always += 1;
  }
  console.log(
    `ratio of ${ratio}, looked at daily for a year: the always-valid interval held on every day in ${percent(1 - missed.always / size)}, the usual one in ${percent(1 - missed.once / size)}`,
  );
}

const planted = 1.8;

function pooled(strata: readonly FollowedStratum[], arm: 'one' | 'zero'): FollowUp {
  return {
    entrants: strata.flatMap((stratum) => stratum[arm].entrants),
    events: strata.flatMap((stratum) => stratum[arm].events),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Two changes a day, looked at every day for a year. */
function oneRateDaily(size: number, rate: number): void {
  let everMissed = 0;
  for (const random of organisations(size, 3)) {
    let events = 0;
    for (let day = 1; day <= 365; day += 1) {
      for (let change = 0; change < 2; change += 1) if (random.chance(rate)) events += 1;
      const { lower, upper } = betaBinomialInterval(events, 2 * day, { a: 1, b: 1, alpha: 0.05 });
      if (rate >= lower && rate <= upper) continue;
      everMissed += 1;
      break;
    }
  }
  console.log(
    `always-valid interval of a rate of ${percent(rate)}, looked at daily for a year: held on every day in ${percent(1 - everMissed / size)}`,
  );
}

/** Half a year of weeks in which nothing changes, though weeks differ more than by chance. */
function stableWeeks(size: number): void {
  const charts: [string, PPrimePlan][] = [
    ['plain p chart', { baseline: 26, spread: 'binomial', scale: 'normal' }],
    ['p′ chart', { baseline: 26, spread: 'laney-at-least-binomial', scale: 'normal' }],
    ['p′ chart on arcsines', { baseline: 26, spread: 'laney-at-least-binomial', scale: 'arcsine' }],
  ];
  const alarms = charts.map(() => 0);
  const drifts = { plain: 0, stabilised: 0 };
  for (const random of organisations(size, 4)) {
    const weeks = Array.from({ length: 26 }, () => {
      const rate = Math.min(1, random.logNormal(0.04, 0.4));
      const n = random.whole(60, 140);
      let events = 0;
      for (let change = 0; change < n; change += 1) if (random.chance(rate)) events += 1;
      return { events, n };
    });
    for (const [index, [, plan]] of charts.entries()) {
      if (!pPrimeChart(weeks, plan).points.some(({ isUnusual }) => isUnusual)) continue;
      alarms[index] = (alarms[index] ?? 0) + 1;
    }
    // The mean and the dispersion of such weeks, as a long history would have told.
    const mean = 0.04 * Math.exp(0.4 ** 2 / 2);
    const periods = weeks.map(({ events, n }) => ({ observed: events, expected: n * mean }));
    const dispersion = 1 + 100 * mean * (Math.exp(0.4 ** 2) - 1);
    for (const scale of ['plain', 'stabilised'] as const) {
      const scores = driftScores(periods, { dispersion, scale });
      const { firstSignal } = cusum(scores, { target: 0, slack: 0.5, threshold: 4 });
      if (firstSignal !== null) drifts[scale] += 1;
    }
  }
  const found = charts.map(([name], index) => `${name} ${percent((alarms[index] ?? 0) / size)}`);
  console.log(
    `false alarms in 26 stable weeks that differ by 40 %: ${found.join(', ')}, sum of O − E ${percent(drifts.plain / size)}, of roots ${percent(drifts.stabilised / size)}`,
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
