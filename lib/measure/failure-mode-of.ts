import { Prisma } from '@/lib/db/generated/client';

/** Whether a person said why regression `g` broke something. */
export const isDecided = Prisma.sql`exists (
  select from failure_mode_decision d
  where d.repository_id = g.repository_id and d.regression_id = g.id)`;

/**
 * Why regression `g` broke something, as it is counted: a person's word, else what is suggested with more
 * than a low confidence, else `not-known`.
 */
export const failureModeOf = Prisma.sql`coalesce(
  (select d.failure_mode from failure_mode_decision d
    where d.repository_id = g.repository_id and d.regression_id = g.id),
  case when g.suggested_because ->> 'confidence' <> 'low' then g.suggested_mode end, 'not-known')`;
