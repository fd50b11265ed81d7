import type { FollowUp } from '@/lib/stats/kaplan-meier';
import { addStratum, noSums, type Sums } from '@/lib/stats/mantel-haenszel';

/** The two arms of one stratum, followed from merge, and the cluster that the stratum belongs to. */
export type FollowedStratum = { one: FollowUp; zero: FollowUp; cluster: string };

/** What daily risk sets of all strata add up to. */
export type RiskSets = {
  /** Over every stratum and day with an event: `ratioOf` them is the Mantel–Haenszel hazard ratio. */
  sums: Sums;
  byCluster: ReadonlyMap<string, Sums>;
  /** Hazards of each day weighted alike over the strata, for curves that compare like with like. */
  curves: MatchedDay[];
  /** Of arm 1: all, and those in strata where arm 0 has somebody too. */
  ones: number;
  matchedOnes: number;
  /** Events up to the horizon in strata with both arms. */
  events1: number;
  events0: number;
};

/** The share that had an event by the end of a day, had both arms the same mix of strata. */
export type MatchedDay = {
  day: number;
  rate1: number;
  rate0: number;
  atRisk1: number;
  atRisk0: number;
};

/**
 * Every stratum's risk set on every day up to the horizon, added up: who is watched and without an
 * event when the day begins, and whose event falls on it. From these come the Mantel–Haenszel hazard
 * ratio (`ratioOf`), the stratified log-rank test (`cochranMantelHaenszel`), matched curves and what
 * leaving out a cluster does.
 *
 * Source: Mantel–Haenszel over risk sets: Breslow 1974 and O'Gorman & Woolson; matched curves
 * 1 − Π (1 − Σ w h/Σ w) with w = n1 n0/N of the day's risk sets. One stratum: the plain curves.
 *
 * No events, all events: sums of 0 where nothing can be told. A stratum with an arm empty, or that has
 * become empty by a day, adds nothing there. Nobody in arm 1: `ones` is 0.
 * O(strata × (events + horizon)). Throws on days that are not whole, negative counts, and more events than
 * entrants.
 */
export function riskSets(strata: readonly FollowedStratum[], horizonDays: number): RiskSets {
  const sums = { ...noSums };
  const byCluster = new Map<string, Sums>();
  const days = Array.from({ length: horizonDays }, () => ({
    weight: 0,
    hazard1: 0,
    hazard0: 0,
    atRisk1: 0,
    atRisk0: 0,
  }));
  const told = { ones: 0, matchedOnes: 0, events1: 0, events0: 0 };
  const one = arm(horizonDays);
  const zero = arm(horizonDays);
  for (const stratum of strata) {
    one.fill(stratum.one);
    zero.fill(stratum.zero);
    told.ones += one.entered;
    if (one.entered === 0 || zero.entered === 0) continue;
    told.matchedOnes += one.entered;
    told.events1 += one.happened;
    told.events0 += zero.happened;
    const own = byCluster.get(stratum.cluster) ?? { ...noSums };
    byCluster.set(stratum.cluster, own);
    for (let day = 1; day <= horizonDays; day += 1) {
      const [n1 = 0, n0 = 0] = [one.atRisk[day], zero.atRisk[day]];
      if (n1 <= 0 || n0 <= 0) break;
      const [events1 = 0, events0 = 0] = [one.events[day], zero.events[day]];
      const weight = (n1 * n0) / (n1 + n0);
      const at = days[day - 1];
      if (at !== undefined) {
        at.weight += weight;
        at.hazard1 += (weight * events1) / n1;
        at.hazard0 += (weight * events0) / n0;
        at.atRisk1 += n1;
        at.atRisk0 += n0;
      }
      if (events1 + events0 === 0) continue;
      const set = { events1, n1, events0, n0 };
      addStratum(sums, set);
      addStratum(own, set);
    }
  }
  return { sums, byCluster, curves: curvesOf(days), ...told };
}

/** Works the counts of one arm into days, in arrays that are used again for the next stratum. */
function arm(horizonDays: number) {
  const atRisk = new Float64Array(horizonDays + 2);
  const events = new Float64Array(horizonDays + 2);
  const watched = new Float64Array(horizonDays + 2);
  const held = { atRisk, events, entered: 0, happened: 0, fill };
  function fill({ entrants, events: list }: FollowUp): void {
    events.fill(0);
    watched.fill(0);
    held.entered = 0;
    held.happened = 0;
    for (const { followUpDays, count } of entrants) {
      requireCount(followUpDays, count);
      if (followUpDays < 1) continue;
      held.entered += count;
      const last = Math.min(followUpDays, horizonDays);
      watched[last] = (watched[last] ?? 0) + count;
    }
    for (const { day, followUpDays, count } of list) {
      requireCount(day, count);
      if (day < 1) throw new RangeError(`an event on day ${day}: the first day is 1`);
      if (day > followUpDays || day > horizonDays) continue;
      events[day] = (events[day] ?? 0) + count;
      held.happened += count;
      // Watched until its event, not until its follow-up ends.
      const last = Math.min(followUpDays, horizonDays);
      watched[last] = (watched[last] ?? 0) - count;
    }
    // Summed from the last day back, so that fractional counts end at exactly 0.
    const rounding = held.entered * 1e-12;
    for (let day = horizonDays; day >= 1; day -= 1) {
      const censored = watched[day] ?? 0;
      if (censored < -rounding) {
        throw new RangeError(`more events than entrants among those followed for ${day} days`);
      }
      const leaving = (events[day] ?? 0) + (censored <= rounding ? 0 : censored);
      atRisk[day] = leaving + (atRisk[day + 1] ?? 0);
    }
  }
  return held;
}

function requireCount(day: number, count: number): void {
  if (!Number.isInteger(day)) throw new RangeError(`${day} is not a whole day`);
  if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`${count} is not a count`);
}

type WeightedDay = {
  weight: number;
  hazard1: number;
  hazard0: number;
  atRisk1: number;
  atRisk0: number;
};

function curvesOf(days: readonly WeightedDay[]): MatchedDay[] {
  let [surviving1, surviving0] = [1, 1];
  const curves: MatchedDay[] = [];
  for (const [index, { weight, hazard1, hazard0, atRisk1, atRisk0 }] of days.entries()) {
    if (weight === 0) break;
    surviving1 *= 1 - hazard1 / weight;
    surviving0 *= 1 - hazard0 / weight;
    curves.push({ day: index + 1, rate1: 1 - surviving1, rate0: 1 - surviving0, atRisk1, atRisk0 });
  }
  return curves;
}
