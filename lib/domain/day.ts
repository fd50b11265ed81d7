import * as z from 'zod/mini';

const dayMs = 86_400_000;

/** Days after merge within which a regression counts. */
export const windows = [7, 14, 30, 60, 90] as const;
export const WindowDays = z.literal([...windows]);
export type WindowDays = z.output<typeof WindowDays>;

/** A calendar date in UTC, `2026-05-31`, within the years that software has been merged in. */
export const CalendarDate = z.iso
  .date()
  .check(
    z.refine(
      (date) => date >= '1970-01-01' && date < '2100-01-01',
      'must be a date from 1970-01-01 to 2099-12-31',
    ),
  );

/** The UTC calendar date on which a moment falls. */
export function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The calendar date a number of days later (or earlier, when negative). */
export function addDays(date: string, days: number): string {
  return dateOf(new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs));
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}

/**
 * The day after merge on which a regression falls: 1 for the first 24 hours, never less.
 * Clock skew between hosts can put a regression before its merge; it then counts on day 1.
 */
export function dayOfRegression(mergedAt: Date, regressedAt: Date): number {
  return Math.max(1, Math.ceil((regressedAt.getTime() - mergedAt.getTime()) / dayMs));
}
