import type { FollowUp } from '@/lib/stats/kaplan-meier';

/** One subject: the day of its event, or the last one on which it was seen without. */
export type Subject = { day: number; isEvent: boolean };

/** Single subjects as the counts that curves are made from. */
export function followUpOf(subjects: readonly Subject[]): FollowUp {
  return {
    entrants: subjects.map(({ day }) => ({ followUpDays: day, count: 1 })),
    events: subjects.flatMap(({ day, isEvent }) =>
      isEvent && day > 0 ? [{ day, followUpDays: day, count: 1 }] : [],
    ),
  };
}

/**
 * The whole days of a change from hours: watched for ⌊observed/24⌋ days, its event on day
 * max(1, ⌈event/24⌉). An event of the unfinished day does not count, as its non-events cannot either.
 *
 * Source: statistics.md §1. `hoursToEvent` is null without one. Throws on negative hours of watching.
 */
export function wholeDays(hoursToEvent: number | null, hoursObserved: number): Subject {
  if (!(hoursObserved >= 0)) throw new RangeError(`${hoursObserved} hours cannot be watched`);
  const watched = Math.floor(hoursObserved / 24);
  if (hoursToEvent === null) return { day: watched, isEvent: false };
  const day = Math.max(1, Math.ceil(hoursToEvent / 24));
  return day <= watched ? { day, isEvent: true } : { day: watched, isEvent: false };
}

/** Somebody who is watched only from after `entry` on. */
export type LateSubject = Subject & { entry: number };

/**
 * The probability of an event by the end of each asked day where subjects come under observation late:
 * at risk on a day are those who entered before it and have not left.
 *
 * Source: Kaplan–Meier with left truncation, Tsai, Jewell & Wang 1987, Biometrika 74:883.
 * A day on which nobody is at risk changes nothing. No events: 0. Nobody: null.
 */
export function rateWithLateEntry(
  subjects: readonly LateSubject[],
  days: readonly number[],
): (number | null)[] {
  if (subjects.length === 0) return days.map(() => null);
  const eventDays = [...new Set(subjects.flatMap((one) => (one.isEvent ? one.day : [])))].sort(
    (a, b) => a - b,
  );
  const steps: { day: number; surviving: number }[] = [];
  let surviving = 1;
  for (const day of eventDays) {
    const atRisk = subjects.filter((one) => one.entry < day && one.day >= day);
    const events = atRisk.filter((one) => one.isEvent && one.day === day).length;
    if (atRisk.length > 0) surviving *= 1 - events / atRisk.length;
    steps.push({ day, surviving });
  }
  return days.map((day) => 1 - (steps.findLast((step) => step.day <= day)?.surviving ?? 1));
}

/**
 * The share without an event by the end of a day, with the standard error that allows for clusters that
 * stand or fall together: the infinitesimal jackknife, added up in each cluster.
 *
 * Source: Jaeckel 1972, The Infinitesimal Jackknife; influence of a subject on S: −S Σ (dN − Y h)/(Y − d). With every subject a
 * cluster of its own it is close to Greenwood's. No events: 0. Nobody at risk left: null.
 */
export function clusteredSurvival(
  subjects: readonly (Subject & { cluster: string })[],
  day: number,
): { survival: number; standardError: number } | null {
  if (subjects.every((one) => one.day < 1)) return null;
  const eventDays = [
    ...new Set(subjects.flatMap((one) => (one.isEvent && one.day <= day ? one.day : []))),
  ].sort((a, b) => a - b);
  const influence = new Map<string, number>();
  let survival = 1;
  for (const eventDay of eventDays) {
    const atRisk = subjects.filter((one) => one.day >= eventDay);
    const events = atRisk.filter((one) => one.isEvent && one.day === eventDay).length;
    if (events === atRisk.length) return { survival: 0, standardError: 0 };
    survival *= 1 - events / atRisk.length;
    for (const one of atRisk) {
      const own = one.isEvent && one.day === eventDay ? 1 : 0;
      const part = (own - events / atRisk.length) / (atRisk.length - events);
      influence.set(one.cluster, (influence.get(one.cluster) ?? 0) + part);
    }
  }
  const squares = [...influence.values()].reduce((sum, part) => sum + part * part, 0);
  return { survival, standardError: survival * Math.sqrt(squares) };
}
