/** Until when a subject was watched, in whole days since time zero, and whether by an event. */
export type Exit = { day: number; hasEvent: boolean };

const hoursOfDay = 24;

/**
 * Hours of observation as whole days: the last complete day of follow-up, or the day an event fell on.
 *
 * Source: the rule of this product. Follow-up is ⌊hours/24⌋ days, an event falls on day
 * max(1, ⌈hours/24⌉) and counts only within the follow-up; else its subject is censored there. An
 * unfinished day would count its events but not those who pass it without.
 * No event (null): censored. Less than a day: day 0, which adds nothing. Throws on hours that are not
 * finite or negative hours of observation.
 */
export function followUpDays(hoursObserved: number, hoursToEvent: number | null): Exit {
  if (!(hoursObserved >= 0 && Number.isFinite(hoursObserved + (hoursToEvent ?? 0)))) {
    throw new RangeError(`${hoursToEvent} of ${hoursObserved} hours`);
  }
  const followed = Math.floor(hoursObserved / hoursOfDay);
  if (hoursToEvent === null) return { day: followed, hasEvent: false };
  const day = Math.max(1, Math.ceil(hoursToEvent / hoursOfDay));
  return day <= followed ? { day, hasEvent: true } : { day: followed, hasEvent: false };
}
