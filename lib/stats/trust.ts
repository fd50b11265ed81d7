import { type Interval, zOf } from '@/lib/stats/interval';
import { moverDifference, type RateEstimate } from '@/lib/stats/mover';
import { wilson } from '@/lib/stats/proportion';

/** What a rate allows to be said of the next change of its kind. */
export type Trust = 'normal-review' | 'second-pair' | 'not-proven';

/** Why: which comparison decided. */
export type TrustGround =
  /** Nobody has been watched for the whole window. */
  | 'no-rate'
  /** Its whole interval lies above the budget. */
  | 'over-budget'
  /** It regresses more often than people's changes, by more than chance explains. */
  | 'worse-than-people'
  /** The upper end of its interval is within the budget. */
  | 'within-budget'
  /** Its interval holds the budget. */
  | 'holds-budget';

export type TrustDecision = {
  trust: Trust;
  ground: TrustGround;
  /** Rate minus people's rate; undefined where either is unknown. */
  againstPeople: { value: number; interval: Interval } | undefined;
};

/**
 * Whether changes may be merged with normal review, from their rate against a budget and against
 * people's rate, in this order: no rate proves nothing; an interval wholly above the budget, or a
 * difference to people wholly above 0, asks for a second pair of eyes; an upper end at or below the
 * budget proves enough; everything else proves nothing yet.
 *
 * No changes: not proven. Without people's rate the budget alone decides.
 */
export function decideTrust(
  rate: RateEstimate | undefined,
  people: RateEstimate | undefined,
  budget: number,
): TrustDecision {
  if (rate === undefined)
    return { trust: 'not-proven', ground: 'no-rate', againstPeople: undefined };
  const againstPeople = people === undefined ? undefined : moverDifference(rate, people);
  const decided = (trust: Trust, ground: TrustGround) => ({ trust, ground, againstPeople });
  if (rate.interval.lower > budget) return decided('second-pair', 'over-budget');
  if (againstPeople !== undefined && againstPeople.interval.lower > 0) {
    return decided('second-pair', 'worse-than-people');
  }
  if (rate.interval.upper <= budget) return decided('normal-review', 'within-budget');
  return decided('not-proven', 'holds-budget');
}

/**
 * How many changes in all it takes until the upper end of Wilson's interval is at or below the budget,
 * should the rate stay as it is; undefined where it never is, because the rate is not below the budget.
 *
 * Source: Wilson's interval, solved for n: the upper end is u(n) with (r − b)² = z² b(1 − b)/n at b = u.
 */
export function changesToProve(rate: number, budget: number, level: number): number | undefined {
  if (rate >= budget) return undefined;
  const z = zOf(level);
  const needed = Math.ceil((z * z * budget * (1 - budget)) / (budget - rate) ** 2);
  // Rounding can leave the end a hair above.
  return wilson(rate * needed, needed, level).upper <= budget ? needed : needed + 1;
}
