import { Prisma } from '@/lib/db/generated/client';
import { lastChecks } from '@/lib/rollup/last-checks';

/** How the last checks of `change c` stood, as a CheckOutcome. */
export const checksOf = Prisma.sql`(
  select case bool_and(last.conclusion = 'passed')
    when true then 'passed' when false then 'failed' else 'not-known' end
  from ${lastChecks} as last)`;
