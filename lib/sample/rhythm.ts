import type { Random } from '@/lib/sample/random';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** How much of a full day's work a UTC day sees: weekends are quiet, so are the last days of a year. */
export function workload(dayStartMs: number): number {
  const date = new Date(dayStartMs);
  const ofWeek = [0.05, 1.05, 1.2, 1.2, 1.1, 0.85, 0.07][date.getUTCDay()] ?? 1;
  const holidays = date.getUTCMonth() === 11 && date.getUTCDate() >= 22;
  return holidays ? ofWeek * 0.3 : ofWeek;
}

/** A moment of the working day, in milliseconds after midnight UTC. */
export function workingMoment(random: Random): number {
  const hour = Math.min(21, Math.max(6, 13 + 2.8 * random.normal()));
  return Math.round(hour * hourMs);
}

/** The moment itself, or in most cases one on the next working day when it falls outside working hours. */
export function withinWorkingHours(atMs: number, random: Random): number {
  if (isWorking(atMs) || random.chance(0.1)) return atMs;
  let dayStart = Math.floor(atMs / dayMs) * dayMs;
  if (atMs - dayStart > 20 * hourMs) dayStart += dayMs;
  while (isWeekend(dayStart)) dayStart += dayMs;
  const later = dayStart + (7 + 10 * random.uniform() ** 1.5) * hourMs;
  return Math.max(atMs, Math.round(later));
}

function isWorking(atMs: number): boolean {
  const hour = (atMs % dayMs) / hourMs;
  return hour >= 6 && hour <= 20 && !isWeekend(atMs);
}

function isWeekend(atMs: number): boolean {
  const day = new Date(atMs).getUTCDay();
  return day === 0 || day === 6;
}
