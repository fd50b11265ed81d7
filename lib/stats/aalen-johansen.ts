import { type FollowUp, kaplanMeier } from '@/lib/stats/kaplan-meier';

/** A group as counts, with what kind each first event is of. */
type KindedFollowUp<Kind> = {
  entrants: FollowUp['entrants'];
  events: readonly (FollowUp['events'][number] & { kind: Kind })[];
};

/**
 * The Aalen–Johansen estimate: the probability of a first event of each kind by the end of each day,
 * at index day − 1. The parts add up to the Kaplan–Meier rate of any event.
 *
 * Source: Aalen & Johansen 1978, Scand J Stat 5:141: F_k(t) = Σ S(s−) d_k(s)/Y(s). Days and ties as
 * `kaplanMeier` has them; taking 1 − KM of each kind alone would overstate every part.
 *
 * No events of a kind, or no events: 0 on every day. All events: the parts add up to 1. Nobody
 * followed: no days. Throws as `kaplanMeier` does.
 */
export function aalenJohansen<Kind>(
  { entrants, events }: KindedFollowUp<Kind>,
  kinds: readonly Kind[],
): Map<Kind, number[]> {
  const { days } = kaplanMeier({ entrants, events });
  const shares = new Map(kinds.map((kind) => [kind, new Array<number>(days.length).fill(0)]));
  for (const { kind, day, followUpDays, count } of events) {
    const share = shares.get(kind);
    if (share === undefined || day > followUpDays || day > days.length) continue;
    share[day - 1] = (share[day - 1] ?? 0) + count;
  }
  let surviving = 1;
  const risen = days.map(({ atRisk, events: all }) => {
    const weight = atRisk === 0 ? 0 : surviving / atRisk;
    surviving -= weight * all;
    return weight;
  });
  for (const share of shares.values()) {
    let rate = 0;
    for (const [index, count] of share.entries()) {
      rate += count * (risen[index] ?? 0);
      share[index] = rate;
    }
  }
  return shares;
}
