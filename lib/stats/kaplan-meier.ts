import type { Interval } from '@/lib/stats/interval';
import { wilson } from '@/lib/stats/proportion';
import type { Result } from '@/lib/stats/result';

/**
 * A group of subjects as counts, in whole days since time zero. Rows may repeat a day and come in
 * any order; counts may be fractional.
 */
export type FollowUp = {
  /** Everybody by days of follow-up, those with an event too. Capping at the last day asked is fine. */
  entrants: readonly { followUpDays: number; count: number }[];
  /** First events by the day they fall on, with the follow-up (capped alike) of their subjects. */
  events: readonly { day: number; followUpDays: number; count: number }[];
};

/** One day of a curve. */
type CurveDay = {
  day: number;
  /** Under observation and free of events when the day begins. */
  atRisk: number;
  /** On this day. */
  events: number;
  /** Probability of an event by the end of this day. */
  rate: number;
  /** Greenwood's variance of `rate`. */
  variance: number;
};

/** Cumulative incidence, day by day, for as long as it can be told. */
export type Curve = {
  /** Followed for at least one whole day. */
  entrants: number;
  /** Days 1, 2, 3, … without gaps: `days[n - 1]` is day n, `days.length` the last one known. */
  days: readonly CurveDay[];
};

/** What a curve says at one day. Rates are probabilities from 0 to 1. */
export type Reading = {
  day: number;
  rate: number;
  standardError: number;
  interval: Interval;
  /** How many uncensored subjects would tell as much. */
  effectiveSize: number;
  atRisk: number;
  entrants: number;
  /** Events up to and with this day. */
  events: number;
};

/**
 * The Kaplan–Meier estimate on whole days, as cumulative incidence F = 1 − S.
 *
 * Source: Kaplan & Meier 1958, J Am Stat Assoc 53:457; variance: Greenwood 1926,
 * S² Σ d/(Y(Y − d)). On one day, events come before censorings. An event counts only when its day
 * lies within its follow-up; otherwise its subject is censored there. Follow-up of 0 days adds
 * nothing.
 *
 * No events: the rate is 0 on every day. All events: 1 from the last of them on, with variance 0.
 * Nobody followed: no days. When those at risk run out before the longest follow-up with the rate
 * below 1, the curve ends there: nothing is carried forward.
 * Throws on days that are not whole, negative counts, and more events than entrants.
 */
export function kaplanMeier(followUp: FollowUp): Curve {
  const { entrants, events, censored } = countByDay(followUp);
  const atRisk = countAtRisk(events, censored);
  const days: CurveDay[] = [];
  let rate = 0;
  let surviving = 1;
  let greenwood = 0;
  for (const [index, eventCount] of events.entries()) {
    const risk = atRisk[index] ?? 0;
    if (risk === 0 && surviving > 0) break;
    if (eventCount > 0) {
      // Added up rather than taken as 1 − S, so that a rate of one in millions keeps its digits.
      rate = eventCount === risk ? 1 : Math.min(1, rate + (surviving * eventCount) / risk);
      surviving *= 1 - eventCount / risk;
      greenwood += eventCount / (risk * (risk - eventCount));
    }
    const variance = surviving === 0 ? 0 : surviving * surviving * greenwood;
    days.push({ day: index + 1, atRisk: risk, events: eventCount, rate, variance });
  }
  return { entrants, days };
}

/**
 * The rate by the end of a day with its interval: Wilson's at the effective size F(1 − F)/Var.
 *
 * Source: Rothman 1978, J Chron Dis 31:557. Without censoring it is Wilson's interval at n.
 * No events by that day: the effective size is the number still at risk then, the lower limit 0.
 * All events: it is the number of entrants, the upper limit 1.
 * Nobody followed: `no-data`. Day beyond the curve: `horizon-not-reached`; the latest day that can
 * be read is `curve.days.length`. Throws when the day is not a whole number from 1 on.
 */
export function reading(curve: Curve, day: number, level: number): Result<Reading> {
  if (!Number.isInteger(day) || day < 1) throw new RangeError(`${day} is not a day to read at`);
  if (curve.entrants === 0) return { ok: false, reason: 'no-data' };
  const at = curve.days[day - 1];
  if (!at) return { ok: false, reason: 'horizon-not-reached' };
  const size = effectiveSize(curve, at);
  return {
    ok: true,
    day,
    rate: at.rate,
    standardError: Math.sqrt(at.variance),
    interval: wilson(at.rate * size, size, level),
    effectiveSize: size,
    atRisk: at.atRisk,
    entrants: curve.entrants,
    events: curve.days.slice(0, day).reduce((sum, { events }) => sum + events, 0),
  };
}

function effectiveSize(curve: Curve, { rate, variance, atRisk }: CurveDay): number {
  if (rate === 0) return atRisk;
  if (rate === 1) return curve.entrants;
  return (rate * (1 - rate)) / variance;
}

/** Events and censorings of day n at index n − 1, up to the longest follow-up. */
function countByDay({ entrants, events }: FollowUp) {
  const lastDay = entrants.reduce((last, { followUpDays }) => Math.max(last, followUpDays), 0);
  const entered = new Array<number>(lastDay + 1).fill(0);
  for (const { followUpDays, count } of entrants) addCount(entered, followUpDays, count);

  const leftEarly = new Array<number>(lastDay + 1).fill(0);
  const eventsOn = new Array<number>(lastDay + 1).fill(0);
  for (const { day, followUpDays, count } of events) {
    if (day < 1) throw new RangeError(`an event on day ${day}: the first day is 1`);
    if (day > followUpDays || count === 0) continue;
    addCount(eventsOn, day, count);
    addCount(leftEarly, followUpDays, count);
  }

  const censored = entered.map((count, day) => {
    const left = count - (leftEarly[day] ?? 0);
    // Fractional counts may not cancel to the last bit.
    const rounding = count * 1e-12;
    if (left < -rounding) {
      throw new RangeError(`more events than entrants among those followed for ${day} days`);
    }
    return left <= rounding ? 0 : left;
  });
  return {
    entrants: entered.slice(1).reduce((sum, count) => sum + count, 0),
    events: eventsOn.slice(1),
    censored: censored.slice(1),
  };
}

function addCount(counts: number[], day: number, count: number): void {
  const before = counts[day];
  if (before === undefined) throw new RangeError(`${day} is not a day of this group's follow-up`);
  if (!(count >= 0 && Number.isFinite(count))) throw new RangeError(`${count} is not a count`);
  counts[day] = before + count;
}

/** Summed from the last day back, so that fractional counts end at exactly 0. */
function countAtRisk(events: readonly number[], censored: readonly number[]): number[] {
  let risk = 0;
  return events
    .map((count, index) => count + (censored[index] ?? 0))
    .reverse()
    .map((leaving) => {
      risk += leaving;
      return risk;
    })
    .reverse();
}
