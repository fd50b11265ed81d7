import * as z from 'zod/mini';
import type {
  DeploymentList,
  DeploymentRow,
  DeploymentsAnswer,
  DeploymentsAsk,
} from '@/lib/api/deployments';
import { readCursor, writeCursor } from '@/lib/api/paging';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { OpenRange } from '@/lib/domain/range';
import { RegressionKind } from '@/lib/domain/regression';
import { refreshMs } from '@/lib/measure/cells';
import {
  choices,
  countOf,
  type Happened,
  type Listed,
  newest,
  type Search,
} from '@/lib/measure/newest';
import { openRangeOf } from '@/lib/measure/range';
import { beginningWith, matching } from '@/lib/measure/search';
import { within } from '@/lib/measure/where';
import { firstReaches } from '@/lib/rollup/deployment-outcomes';
import { refreshRollup } from '@/lib/rollup/rollup';

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
): Promise<DeploymentsAnswer> {
  await refreshRollup(database, refreshMs);
  const range = await openRangeOf(database, ask);
  const [page, [counted], environments] = await Promise.all([
    deploymentsAfter(database, ask, range, ask),
    rows(database, z.object({ total: z.int() }), countOf(happened, listed(ask, range))),
    rows(
      database,
      z.object({ choice: z.string() }),
      choices(happened, ask, Prisma.sql`d.environment`),
    ),
  ]);
  return {
    ...page,
    total: counted?.total ?? 0,
    environments: environments.map(({ choice }) => choice),
  };
}

/** So many deployments of a list behind a place in it, and the place behind them; null at the end. */
export async function deploymentsAfter(
  database: Database,
  list: DeploymentList,
  range: OpenRange,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: DeploymentRow[]; next: string | null }> {
  const place = cursor === undefined ? undefined : readCursor(cursor);
  const after =
    place === undefined
      ? []
      : [
          Prisma.sql`(d.finished_at, d.repository_id, d.key)
            < (${place.at}::timestamptz, ${place.repositoryId}::int, ${place.key})`,
        ];
  const read = await newest(
    (picked) =>
      readDeployments(
        database,
        Prisma.sql`from ${picked} join repository r on r.id = d.repository_id ${outcomeJoin}`,
      ),
    happened,
    listed(list, range, after),
    limit + 1,
  );
  const page = read.slice(0, limit);
  const last = read.length > limit ? page.at(-1) : undefined;
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

const happened: Happened = {
  table: Prisma.sql`deployment`,
  name: Prisma.sql`d`,
  at: Prisma.sql`d.finished_at`,
};

/** Which deployments a list has, as far as they are behind a place in it. */
function listed(list: DeploymentList, range: OpenRange, after: readonly Prisma.Sql[] = []): Listed {
  const { environment, conclusion, broke, q } = list;
  const holds = [
    within(Prisma.sql`d.finished_at`, range),
    ...(environment === undefined ? [] : [Prisma.sql`d.environment = any(${environment}::text[])`]),
    ...(conclusion === undefined ? [] : [Prisma.sql`d.conclusion = ${conclusion}`]),
    ...(broke === undefined
      ? []
      : [
          Prisma.sql`exists (select from deployment_outcome o
            where o.repository_id = d.repository_id and o.key = d.key and o.failed_hours is not null)`,
        ]),
    ...after,
  ];
  return {
    of: list,
    holds: Prisma.join(holds, ' and '),
    search: q === undefined ? undefined : naming(q),
  };
}

/** What names a deployment: its own words, its sha, or the change that it stands at, as lists of changes find it. */
function naming(text: string): Search {
  const own = beginningWith('deployment', text);
  const ofChange = matching(text);
  const standsAt = Prisma.sql`(d.repository_id, d.sha) in (
    select c.repository_id, c.merge_sha from change c where true ${ofChange})`;
  const [sha] = /^[0-9a-f]{7,64}$/i.exec(text) ?? [];
  if (sha !== undefined) {
    const from = sha.toLowerCase();
    const at = Prisma.sql`d.sha >= ${from} and d.sha < ${`${from}g`}`;
    return { finds: undefined, ways: [own, at, standsAt] };
  }
  // The offset keeps the planner from searching all changes for the sake of a few deployments.
  const finds = Prisma.sql`(${own} or exists (select from change c
    where c.repository_id = d.repository_id and c.merge_sha = d.sha ${ofChange} offset 0))`;
  return { finds, ways: [own, standsAt] };
}
