import * as z from 'zod/mini';
import type { DeploymentRow, DeploymentsAnswer, DeploymentsAsk } from '@/lib/api/deployments';
import { readCursor, writeCursor } from '@/lib/api/paging';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { RegressionKind } from '@/lib/domain/regression';
import type { Sight } from '@/lib/domain/sight';
import { refreshMs } from '@/lib/measure/cells';
import { repositories, seenBy } from '@/lib/measure/where';
import { firstReaches } from '@/lib/rollup/deployment-outcomes';
import { refreshRollup } from '@/lib/rollup/rollup';

/** Environments are offered from so many of the newest deployments. */
const lookedAt = 2_000;

/** What is read of a deployment. */
const DeploymentColumns = z.object({
  repository_id: z.int(),
  repository: z.string(),
  key: z.string(),
  finished_at: z.date(),
  environment: z.string(),
  production: z.boolean(),
  service: z.nullable(z.string()),
  sha: z.string(),
  conclusion: z.string(),
  url: z.nullable(z.string()),
  head: z.nullable(z.object({ key: z.string(), title: z.string() })),
  changes: z.nullable(z.int()),
  agent_changes: z.nullable(z.int()),
  rolls_back: z.nullable(z.guid()),
  failed_hours: z.nullable(z.number()),
  recovered_hours: z.nullable(z.number()),
  broke: z.nullable(z.object({ id: z.guid(), kind: RegressionKind, title: z.string() })),
});

/** The deployments, newest first, a page at a time, each with what it brought out and what came of it. */
export async function deployments(
  database: Database,
  ask: DeploymentsAsk,
  { sight }: { sight: Sight },
): Promise<DeploymentsAnswer> {
  await refreshRollup(database, refreshMs);
  const place = ask.cursor === undefined ? undefined : readCursor(ask.cursor);
  const after =
    place === undefined
      ? Prisma.empty
      : Prisma.sql`and (d.finished_at, d.repository_id, d.key)
          < (${place.at}::timestamptz, ${place.repositoryId}::int, ${place.key})`;
  const from = Prisma.sql`
    from deployment d join ${repositories(ask)} as r on r.id = d.repository_id ${outcomeJoin}
    where ${whereOf(ask)}`;
  const [found, [counted], environments] = await Promise.all([
    readDeployments(
      database,
      Prisma.sql`${from} ${after}
        order by d.finished_at desc, d.repository_id desc, d.key desc limit ${ask.limit + 1}`,
    ),
    rows(database, z.object({ total: z.int() }), Prisma.sql`select count(*)::int as total ${from}`),
    rows(
      database,
      z.object({ environment: z.string() }),
      Prisma.sql`select distinct environment from (
          select environment from deployment where ${seenBy(sight)}
          order by finished_at desc, repository_id desc, key desc limit ${lookedAt}) as newest
        order by 1 limit 50`,
    ),
  ]);
  const page = found.slice(0, ask.limit);
  const last = found.length > ask.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(deploymentRow),
    next:
      last === undefined
        ? null
        : writeCursor({
            at: last.finished_at.toISOString(),
            repositoryId: last.repository_id,
            key: last.key,
          }),
    total: counted?.total ?? 0,
    environments: environments.map(({ environment }) => environment),
  };
}

/** What became of a deployment `d`, as `o`. */
export const outcomeJoin = Prisma.sql`
  left join deployment_outcome o on o.repository_id = d.repository_id and o.key = d.key`;

/**
 * Reads deployments with what they brought out and what came of it, newest first.
 * @param picked which ones: a FROM clause of `deployment d`, `repository r` and `outcomeJoin`, and what follows it.
 */
export function readDeployments(database: Database, picked: Prisma.Sql) {
  return rows(
    database,
    DeploymentColumns,
    Prisma.sql`
      select d.*, h.head, b.broke, (
          select g.id from regression g
          where g.repository_id = d.repository_id and g.cause_type = 'deployment'
            and g.cause_key = d.key and g.kind = 'rollback' and g.status = 'confirmed'
          order by g.id limit 1) as rolls_back
      from (
        select d.repository_id, r.name as repository, d.key, d.finished_at, d.environment,
          d.production, d.service, d.sha, d.conclusion, d.url, o.changes, o.agent_changes,
          o.failed_hours::float8 as failed_hours, o.recovered_hours::float8 as recovered_hours
        ${picked}) as d
      left join lateral (
        select json_build_object('key', c.key, 'title', c.title) as head
        from change c where c.repository_id = d.repository_id and c.merge_sha = d.sha
        order by c.key limit 1) as h on true
      left join lateral (${firstBroken}) as b on d.failed_hours is not null
      order by d.finished_at desc, d.repository_id desc, d.key desc`,
  );
}

/** The first regression after deployment `d` of a change that it brought out, as its outcome counts it. */
const firstBroken = Prisma.sql`
  select json_build_object('id', g.id, 'kind', g.kind, 'title', c.title) as broke
  from change c
  join regression g on g.repository_id = c.repository_id and g.change_key = c.key
    and g.status = 'confirmed' and g.kind in ('rollback', 'incident', 'hotfix', 'revert')
    and g.regressed_at > d.finished_at
  where d.failed_hours is not null and c.repository_id = d.repository_id and c.exposed
    and c.merged_at <= d.finished_at and c.merged_at > coalesce((
      select max(p.finished_at) from deployment p
      where p.repository_id = d.repository_id and p.production and p.conclusion = 'succeeded'
        and p.service is not distinct from d.service and p.finished_at < d.finished_at),
      d.finished_at - ${firstReaches})
  order by g.regressed_at, g.id limit 1`;

/** A deployment as lists tell it. */
export function deploymentRow(row: z.output<typeof DeploymentColumns>): DeploymentRow {
  const { repository, changes, agent_changes: agents, broke, failed_hours, recovered_hours } = row;
  return {
    id: `${repository}/${row.key}`,
    repository,
    key: row.key,
    finishedAt: row.finished_at.toISOString(),
    environment: row.environment,
    production: row.production,
    service: row.service,
    sha: row.sha,
    conclusion: row.conclusion,
    url: row.url,
    head: row.head === null ? null : { id: `${repository}/${row.head.key}`, title: row.head.title },
    changes: changes === null || agents === null ? null : { all: changes, agents },
    rollsBack: row.rolls_back === null ? null : `${repository}/${row.rolls_back}`,
    broke:
      broke === null || failed_hours === null
        ? null
        : {
            regressionId: `${repository}/${broke.id}`,
            kind: broke.kind,
            title: broke.title,
            afterHours: failed_hours,
            recoveredHours: recovered_hours === null ? null : recovered_hours - failed_hours,
          },
  };
}

function whereOf({ environment, conclusion, broke }: DeploymentsAsk): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(environment === undefined
        ? []
        : [Prisma.sql`d.environment = any(${environment}::text[])`]),
      ...(conclusion === undefined ? [] : [Prisma.sql`d.conclusion = ${conclusion}`]),
      ...(broke === undefined ? [] : [Prisma.sql`o.failed_hours is not null`]),
    ],
    ' and ',
  );
}
