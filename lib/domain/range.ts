import * as z from 'zod/mini';
import { CalendarDate } from '@/lib/domain/day';

/** Dates in UTC, both inclusive. */
export const Range = z.object({ from: CalendarDate, to: CalendarDate });
export type Range = z.output<typeof Range>;

/** The same where it may have no beginning or no end. */
export interface OpenRange {
  from: string | undefined;
  to: string | undefined;
}
