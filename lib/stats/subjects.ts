import type { FollowUp } from '@/lib/stats/kaplan-meier';
import type { Result } from '@/lib/stats/result';

/** One subject: the day of its event, or the last one on which it was seen without. */
export type Subject = { day: number; isEvent: boolean };

/**
 * Single subjects as the counts that curves are made from, up to a last day: whoever had an event would be
 * known to have had it on that day too, so its follow-up goes on until then. Day 0 adds nothing, not even
 * an event.
 */
export function followUpOf(subjects: readonly Subject[], lastDay: number): FollowUp {
  const counted = subjects.filter(({ day }) => day > 0);
  const last = counted.reduce((latest, { day }) => Math.max(latest, day), lastDay);
  return {
    entrants: counted.map(({ day, isEvent }) => ({ followUpDays: isEvent ? last : day, count: 1 })),
    events: counted.flatMap(({ day, isEvent }) =>
      isEvent ? [{ day, followUpDays: last, count: 1 }] : [],
    ),
  };
}

/**
 * The whole days of a change from hours: watched for ⌊observed/24⌋ days, its event on day
 * max(1, ⌈event/24⌉). An event of the unfinished day does not count, as its non-events cannot either.
 *
 * Source: the rule by which this product counts days. `hoursToEvent` is null without one. Throws on negative hours of watching.
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
 * The share without an event by the end of a day where subjects come under observation late: at risk on a
 * day are those who entered before it and have not left.
 *
 * Source: Kaplan–Meier with left truncation, Tsai, Jewell & Wang 1987, Biometrika 74:883.
 * A day on which nobody is at risk changes nothing. No events: 1. All events: 0 from the day on which all
 * those at risk had theirs, however many come later. Nobody, or nobody watched that long: null.
 */
export function survivalWithLateEntry(
  subjects: readonly LateSubject[],
  day: number,
): number | null {
  let survival = 1;
  for (const eventDay of eventDaysOf(subjects)) {
    if (eventDay > day) break;
    const atRisk = subjects.filter((one) => one.entry < eventDay && one.day >= eventDay);
    const events = atRisk.filter((one) => one.isEvent && one.day === eventDay).length;
    if (atRisk.length > 0) survival *= 1 - events / atRisk.length;
  }
  const isWatched = subjects.some((one) => one.day > 0 && one.day >= day);
  return isWatched || survival === 0 ? survival : null;
}

/**
 * The share without an event by the end of a day, with the standard error that allows for clusters that
 * stand or fall together: the infinitesimal jackknife, added up in each cluster.
 *
 * Source: Jaeckel 1972, The Infinitesimal Jackknife, Bell Laboratories; the influence of a subject on S is
 * −S Σ (dN − Y h)/(Y − d). With every subject a cluster of its own it is Greenwood's without censoring,
 * and close to it otherwise.
 * No events: 1 with a standard error of 0. All events: 0 with 0. One cluster tells nothing of how they vary:
 * no standard error. Nobody: `no-data`; nobody watched that long: `horizon-not-reached`.
 */
export function clusteredSurvival(
  subjects: readonly (Subject & { cluster: string })[],
  day: number,
): Result<{ survival: number; standardError: number | null }> {
  const watched = subjects.filter((one) => one.day > 0);
  if (watched.length === 0) return { ok: false, reason: 'no-data' };
  const influence = new Map(watched.map(({ cluster }) => [cluster, 0]));
  let survival = 1;
  for (const eventDay of eventDaysOf(watched)) {
    if (eventDay > day) break;
    const atRisk = watched.filter((one) => one.day >= eventDay);
    const events = atRisk.filter((one) => one.isEvent && one.day === eventDay).length;
    if (events === atRisk.length) return { ok: true, survival: 0, standardError: 0 };
    survival *= 1 - events / atRisk.length;
    for (const one of atRisk) {
      const own = one.isEvent && one.day === eventDay ? 1 : 0;
      const part = (own - events / atRisk.length) / (atRisk.length - events);
      influence.set(one.cluster, (influence.get(one.cluster) ?? 0) + part);
    }
  }
  if (watched.every((one) => one.day < day)) return { ok: false, reason: 'horizon-not-reached' };
  const squares = [...influence.values()].reduce((sum, part) => sum + part * part, 0);
  const standardError = influence.size < 2 ? null : survival * Math.sqrt(squares);
  return { ok: true, survival, standardError };
}

function eventDaysOf(subjects: readonly Subject[]): number[] {
  const days = subjects.flatMap(({ day, isEvent }) => (isEvent ? day : []));
  return [...new Set(days)].sort((a, b) => a - b);
}
