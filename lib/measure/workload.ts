import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Workload } from '@/lib/domain/workload';

/** The work that waits, by indexes alone. */
export async function workload(database: Database): Promise<Workload> {
  const [found] = await rows(
    database,
    Workload,
    Prisma.sql`select
      (select count(*)::int from delivery where state = 'pending') as pending,
      (select greatest(0, coalesce(extract(epoch from now() - min(run_after)), 0))::float8
        from delivery where state = 'pending') as "dueSeconds",
      (select count(*)::int from delivery where state = 'dead') as dead,
      (select count(*)::int from stale_month) as "staleMonths",
      ${await failingJobs(database)} as "failingJobs"`,
  );
  return Workload.parse(found);
}

/** The worker makes the table of its jobs when it first starts. */
async function failingJobs(database: Database): Promise<Prisma.Sql> {
  const [there] = await rows(
    database,
    z.object({ there: z.boolean() }),
    Prisma.sql`select to_regclass('graphile_worker.jobs') is not null as there`,
  );
  return there?.there === true
    ? Prisma.sql`(select count(*)::int from graphile_worker.jobs where last_error is not null)`
    : Prisma.sql`0`;
}
