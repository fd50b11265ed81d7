import * as z from 'zod/mini';
import type { DeploymentAsk, ToldDeployment } from '@/lib/api/deployment';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { type Sight, sees } from '@/lib/domain/sight';
import { causeJoins } from '@/lib/measure/cause';
import { refreshMs } from '@/lib/measure/cells';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { deploymentRow, outcomeJoin, readDeployments } from '@/lib/measure/deployments';
import {
  RegressionColumns,
  regressionColumns,
  regressionRow,
} from '@/lib/measure/listed-regressions';
import { firstReaches } from '@/lib/rollup/deployment-outcomes';
import { refreshRollup } from '@/lib/rollup/rollup';

const mostChanges = 200;
const mostRegressions = 100;

const CarriedColumns = z.extend(ChangeColumns, { first_day: z.nullable(z.int()) });

type Found = Awaited<ReturnType<typeof readDeployments>>[number];

/**
 * One deployment: the changes that were merged since the one before it, and what came of them.
 * @returns undefined where no such deployment is known, or its repository is not seen.
 */
export async function deployment(
  database: Database,
  { id }: DeploymentAsk,
  { sight }: { sight: Sight },
): Promise<ToldDeployment | undefined> {
  await refreshRollup(database, refreshMs);
  const parts = id.split('/');
  // Keys may hold slashes themselves, so every beginning of the id may be the repository.
  const names = parts
    .slice(1)
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .filter((name) => sees(sight, name));
  const [found] = await readDeployments(
    database,
    Prisma.sql`from repository r join deployment d on d.repository_id = r.id ${outcomeJoin}
      where r.name = any(${names}::text[]) and d.key = substr(${id}, length(r.name) + 2)
      order by length(r.name) desc limit 1`,
  );
  if (found === undefined) return undefined;
  const { previous, next, since } = await neighboursOf(database, found);
  const carriedBy = Prisma.sql`c.repository_id = ${found.repository_id} and c.outcome = 'merged'
    and c.absorbed_by is null and c.merged_at <= ${found.finished_at}::timestamptz
    and c.merged_at > ${since}::timestamptz`;
  const [carried, [counted], regressions, rolledBack] = await Promise.all([
    rows(
      database,
      CarriedColumns,
      Prisma.sql`select ${changeColumns}, (
          select min(g.day)::int from regression g
          where g.repository_id = c.repository_id and g.change_key = c.key
            and g.status = 'confirmed') as first_day
        from change c join repository r on r.id = c.repository_id
        where ${carriedBy} order by c.merged_at desc, c.key limit ${mostChanges}`,
    ),
    rows(
      database,
      z.object({ total: z.int() }),
      Prisma.sql`select count(*)::int as total from change c where ${carriedBy}`,
    ),
    regressionsOf(
      database,
      Prisma.sql`${carriedBy} and g.regressed_at > ${found.finished_at}::timestamptz
        and g.status <> 'dismissed'`,
    ),
    regressionsOf(
      database,
      Prisma.sql`g.repository_id = ${found.repository_id} and g.cause_type = 'deployment'
        and g.cause_key = ${found.key} and g.status <> 'dismissed'`,
    ),
  ]);
  const idOf = (neighbour: Neighbour | null) =>
    neighbour === null
      ? null
      : {
          id: `${found.repository}/${neighbour.key}`,
          key: neighbour.key,
          finishedAt: neighbour.finishedAt.toISOString(),
        };
  return {
    ...deploymentRow(found),
    previous: idOf(previous),
    next: idOf(next),
    since: since.toISOString(),
    carried: carried.map((row) => changeRow(row, row.first_day)),
    carriedTotal: counted?.total ?? 0,
    regressions,
    rolledBack,
  };
}

interface Neighbour {
  key: string;
  finishedAt: Date;
}

const NeighbourRow = z.object({
  key: z.string(),
  finishedAt: z.date(),
  isBefore: z.boolean(),
});

/** The ones before and after it that succeeded, in the lane that brings out its changes. */
async function neighboursOf(
  database: Database,
  { repository_id, key, finished_at: finishedAt, production, environment, service }: Found,
): Promise<{ previous: Neighbour | null; next: Neighbour | null; since: Date }> {
  const lane = Prisma.sql`d.repository_id = ${repository_id} and d.conclusion = 'succeeded'
    and d.service is not distinct from ${service} and d.key <> ${key}
    and ${production ? Prisma.sql`d.production` : Prisma.sql`d.environment = ${environment}`}`;
  const columns = Prisma.sql`d.key, d.finished_at as "finishedAt"`;
  const found = await rows(
    database,
    NeighbourRow,
    Prisma.sql`
      (select ${columns}, true as "isBefore" from deployment d
        where ${lane} and d.finished_at < ${finishedAt}::timestamptz
        order by d.finished_at desc limit 1)
      union all
      (select ${columns}, false from deployment d
        where ${lane} and d.finished_at > ${finishedAt}::timestamptz
        order by d.finished_at limit 1)`,
  );
  const previous = found.find(({ isBefore }) => isBefore) ?? null;
  const next = found.find(({ isBefore }) => !isBefore) ?? null;
  if (previous !== null) return { previous, next, since: previous.finishedAt };
  const [first] = await rows(
    database,
    z.object({ since: z.date() }),
    Prisma.sql`select ${finishedAt}::timestamptz - ${firstReaches} as since`,
  );
  return { previous, next, since: first?.since ?? finishedAt };
}

async function regressionsOf(database: Database, which: Prisma.Sql) {
  const found = await rows(
    database,
    RegressionColumns,
    Prisma.sql`
      select ${regressionColumns}
      from change c join regression g on g.repository_id = c.repository_id and g.change_key = c.key
      join repository r on r.id = c.repository_id ${causeJoins}
      where ${which} order by g.regressed_at, g.id limit ${mostRegressions}`,
  );
  return found.map(regressionRow);
}
