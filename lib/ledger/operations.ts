import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { Cause } from '@/lib/ledger/causes';
import type { News } from '@/lib/ledger/news';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';
import { readBrokenMain } from '@/lib/linking/broken-main';
import { readRollbacks } from '@/lib/linking/rollback';

const DeploymentRow = z.object({
  repository_id: z.int(),
  key: z.string(),
  sha: z.string(),
  environment: z.string(),
  service: z.nullable(z.string()),
  conclusion: z.enum(['succeeded', 'failed']),
  url: z.nullable(z.string()),
  finished_at: z.date(),
  /** It was taken for a rollback before. */
  was: z.boolean(),
});

/** Longer ago than this nobody rolls back to: what is read again around a deployment's news. */
const rollbackReach = Prisma.sql`interval '90 days'`;

/**
 * The rollbacks among the deployments around those of the batch, in the same environment and service;
 * with no mention where one was taken for a rollback and is none by what is known now.
 */
export async function findRollbacks(
  tx: Prisma.TransactionClient,
  deployments: Touched,
): Promise<Cause[]> {
  if (deployments.keys.length === 0) return [];
  const found = await rows(
    tx,
    DeploymentRow,
    Prisma.sql`
    with lane as materialized (
      select d.repository_id, d.environment, coalesce(d.service, '') as service,
        min(d.finished_at) as since
      from ${touchedTable(deployments)} as t join deployment d using (repository_id, key)
      where d.production group by 1, 2, 3)
    select d.repository_id, d.key, d.sha, d.environment, d.service, d.conclusion, d.url,
      d.finished_at, exists (
        select from reference r where r.repository_id = d.repository_id
          and r.cause_type = 'deployment' and r.cause_key = d.key) as was
    from lane l join deployment d on d.repository_id = l.repository_id
      and d.environment = l.environment and coalesce(d.service, '') = l.service
      and d.finished_at >= l.since - ${rollbackReach}
    order by d.finished_at, d.key`,
  );
  const lanes = new Map<string, z.output<typeof DeploymentRow>[]>();
  for (const deployment of found) {
    const { repository_id, environment, service } = deployment;
    const lane = JSON.stringify([repository_id, environment, service]);
    lanes.set(lane, [...(lanes.get(lane) ?? []), deployment]);
  }
  return [...lanes.values()].flatMap((lane) => {
    const seen = lane.map(({ finished_at, ...deployment }) => ({
      ...deployment,
      finishedAt: finished_at.toISOString(),
    }));
    const rollbacks = new Map(
      readRollbacks(seen).map(({ deployment, mention }) => [deployment, mention]),
    );
    return seen.flatMap(({ repository_id: repositoryId, key, finishedAt: at, was }): Cause[] => {
      const mention = rollbacks.get(key);
      if (mention === undefined && !was) return [];
      const mentions = mention === undefined ? [] : [mention];
      return [{ repositoryId, type: 'deployment', key, at, mentions }];
    });
  });
}

const LandingRow = z.object({
  repository_id: z.int(),
  sha: z.string(),
  parent_sha: z.string(),
  was: z.boolean(),
  checks: z.array(
    z.object({
      sha: z.string(),
      name: z.string(),
      conclusion: z.enum(['passed', 'failed', 'skipped', 'cancelled']),
      finishedAt: z.string(),
      url: z.nullable(z.string()),
    }),
  ),
});

/**
 * The changes whose landing turned the branch's checks from passing to failing, among those that the
 * batch touched and those whose landing or parent it brought checks of.
 */
export async function findBrokenMain(
  tx: Prisma.TransactionClient,
  changes: Touched,
  news: ReadonlyMap<number, News>,
): Promise<Cause[]> {
  const checked = touched(
    [...news].flatMap(([repositoryId, { checks }]) =>
      [...checks.values()].map(({ sha: key }) => ({ repositoryId, key })),
    ),
  );
  const found = await rows(
    tx,
    LandingRow,
    Prisma.sql`
    with checked as materialized (select * from ${touchedTable(checked)} as t),
    landing as (
      select c.repository_id, c.merge_sha as sha, c.parent_sha
      from ${touchedTable(changes)} as t join change c using (repository_id, key)
      where c.outcome = 'merged'
      union
      select c.repository_id, c.merge_sha, c.parent_sha from checked t
      join change c on c.repository_id = t.repository_id and c.merge_sha = t.key
      where c.outcome = 'merged'
      union
      select c.repository_id, c.merge_sha, c.parent_sha from checked t
      join change c on c.repository_id = t.repository_id and c.parent_sha = t.key
      where c.outcome = 'merged'
    ),
    told as (
      select l.*, exists (
        select from reference r where r.repository_id = l.repository_id
          and r.cause_type = 'check' and r.cause_key = l.sha) as was,
        (select coalesce(json_agg(json_build_object('sha', k.sha, 'name', k.name,
            'conclusion', k.conclusion, 'finishedAt', to_char(k.finished_at at time zone 'UTC',
            'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'url', k.url)), '[]')
          from check_run k where k.repository_id = l.repository_id
            and k.sha in (l.sha, l.parent_sha)) as checks
      from landing l where l.sha is not null and l.parent_sha is not null
        and exists (select from check_run k
          where k.repository_id = l.repository_id and k.sha = l.sha))
    select * from told`,
  );
  return found.flatMap(({ repository_id: repositoryId, sha, parent_sha, was, checks }): Cause[] => {
    const [broken] = readBrokenMain({ sha, parentSha: parent_sha, checks });
    if (broken === undefined && !was) return [];
    const mentions = broken === undefined ? [] : [broken.mention];
    return [{ repositoryId, type: 'check', key: sha, at: broken?.at ?? null, mentions }];
  });
}
