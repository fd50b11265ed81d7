import * as z from 'zod/mini';

/** The work that waits, in numbers. */
export const Workload = z.object({
  /** Deliveries that wait to be applied. */
  pending: z.int(),
  /** For how many seconds the first of them has been due; 0 where none is. */
  dueSeconds: z.number(),
  /** Deliveries that were given up. */
  dead: z.int(),
  /** Months of repositories whose counts are behind. */
  staleMonths: z.int(),
  /** Scheduled work that failed, whether it is tried again or not. */
  failingJobs: z.int(),
});
export type Workload = z.output<typeof Workload>;
