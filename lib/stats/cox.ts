import type { FollowedStratum } from '@/lib/stats/hazard-ratio';
import { kaplanMeier } from '@/lib/stats/kaplan-meier';

/** Who is at risk in both arms on a day with events, and whose events they are. */
export type RiskSet = { n1: number; n0: number; events1: number; events0: number };

/** Beyond this ln ratio the likelihood still rises: there is no likeliest ratio. */
const farthest = 25;

/**
 * The hazard ratio, arm 1 over arm 0, that Cox's regression finds likeliest, each stratum with a baseline of
 * its own: for checks beside the Mantel–Haenszel one, which needs no iteration and is what is shown.
 *
 * Source: Cox 1972, J R Stat Soc B 34:187; ties by Efron 1977, J Am Stat Assoc 72:557. Days and follow-up as
 * `riskSets` has them. Counts are whole.
 * No events, an arm empty in every stratum, or events of one arm only wherever both are at risk: null.
 */
export function coxRatio(strata: readonly FollowedStratum[], lastDay: number): number | null {
  const sets = strata.flatMap((stratum) => riskSetsOf(stratum, lastDay));
  let ln = 0;
  for (let step = 0; step < 100 && Math.abs(ln) < farthest; step += 1) {
    const { score, information } = slopeAt(sets, Math.exp(ln));
    if (information <= 0) return null;
    const move = Math.max(-1, Math.min(1, score / information));
    ln += move;
    if (Math.abs(move) < 1e-12) return Math.exp(ln);
  }
  return null;
}

/** The days up to the last one on which a stratum has events and both its arms somebody at risk. */
export function riskSetsOf({ one, zero }: FollowedStratum, lastDay: number): RiskSet[] {
  if (one.events.length === 0 && zero.events.length === 0) return [];
  const days0 = kaplanMeier(zero).days;
  return kaplanMeier(one)
    .days.slice(0, lastDay)
    .map(({ atRisk, events }, index) => ({
      n1: atRisk,
      n0: days0[index]?.atRisk ?? 0,
      events1: events,
      events0: days0[index]?.events ?? 0,
    }))
    .filter(({ n1, n0, events1, events0 }) => n1 > 0 && n0 > 0 && events1 + events0 > 0);
}

/** First derivative of the log likelihood by the ln ratio, and minus the second. */
export function slopeAt(sets: readonly RiskSet[], ratio: number) {
  let [score, information] = [0, 0];
  for (const { n1, n0, events1, events0 } of sets) {
    const events = events1 + events0;
    score += events1;
    for (let tied = 0; tied < events; tied += 1) {
      const left1 = ratio * (n1 - (tied / events) * events1);
      const share = left1 / (left1 + n0 - (tied / events) * events0);
      score -= share;
      information += share * (1 - share);
    }
  }
  return { score, information };
}
