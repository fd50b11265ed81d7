import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { News } from '@/lib/ledger/news';
import { type Touched, touched, touchedTable } from '@/lib/ledger/touched';
import { isProduction } from '@/lib/linking/production';

/** Reviews, checks and deployments: facts that stand beside changes. Newest word wins, in the statement. */
export async function applyReviews(tx: Prisma.TransactionClient, news: ReadonlyMap<number, News>) {
  const reviews = [...news].flatMap(([repositoryId, one]) =>
    [...one.reviews].flatMap(([changeKey, ofChange]) =>
      [...ofChange].map(([key, facts]) => ({
        repository_id: repositoryId,
        change_key: changeKey,
        key,
        facts,
        reviewer: facts.value.reviewer.login ?? facts.value.reviewer.name ?? null,
        bot: facts.value.reviewer.bot ?? false,
        verdict: facts.value.verdict,
        submitted_at: facts.at,
      })),
    ),
  );
  if (reviews.length === 0) return;
  await tx.$executeRaw`
    insert into review
    select * from json_populate_recordset(null::review, ${storableJson(reviews)}::json)
    on conflict (repository_id, change_key, key) do update set
      facts = excluded.facts, reviewer = excluded.reviewer, bot = excluded.bot,
      verdict = excluded.verdict, submitted_at = excluded.submitted_at
    where (excluded.submitted_at, excluded.facts::text) > (review.submitted_at, review.facts::text)`;
}

export async function applyChecks(tx: Prisma.TransactionClient, news: ReadonlyMap<number, News>) {
  const checks = [...news].flatMap(([repositoryId, one]) =>
    [...one.checks.values()].map(({ sha, name, finishedAt, conclusion, failures, url }) => ({
      repository_id: repositoryId,
      sha,
      name,
      finished_at: finishedAt,
      conclusion,
      failures,
      url,
    })),
  );
  if (checks.length === 0) return;
  await tx.$executeRaw`
    insert into check_run
    select * from json_populate_recordset(null::check_run, ${storableJson(checks)}::json)
    on conflict (repository_id, sha, name, finished_at) do update set
      conclusion = excluded.conclusion, failures = excluded.failures, url = excluded.url
    where json_build_array(excluded.conclusion, excluded.failures, coalesce(excluded.url, ''))::text
      > json_build_array(check_run.conclusion, check_run.failures, coalesce(check_run.url, ''))::text`;
}

/** @returns the deployments that there is news of. */
export async function applyDeployments(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
): Promise<Touched> {
  const deployments = [...news].flatMap(([repositoryId, one]) =>
    [...one.deployments].map(([key, facts]) => ({
      repository_id: repositoryId,
      key,
      facts,
      sha: facts.value.sha,
      environment: facts.value.environment,
      service: facts.value.service ?? null,
      conclusion: facts.value.conclusion,
      url: facts.value.url ?? null,
      finished_at: facts.at,
      production: isProduction(facts.value.environment),
    })),
  );
  const list = touched(
    deployments.map(({ repository_id: repositoryId, key }) => ({ repositoryId, key })),
  );
  if (deployments.length === 0) return list;
  await tx.$executeRaw`
    insert into deployment
    select * from json_populate_recordset(null::deployment, ${storableJson(deployments)}::json)
    on conflict (repository_id, key) do update set
      facts = excluded.facts, sha = excluded.sha, environment = excluded.environment,
      service = excluded.service, conclusion = excluded.conclusion, url = excluded.url,
      finished_at = excluded.finished_at, production = excluded.production
    where (excluded.finished_at, excluded.facts::text) > (deployment.finished_at, deployment.facts::text)`;
  return list;
}

/** What tools noted of commits. @returns the changes that hold those commits: they are judged anew. */
export async function applyAttestations(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
): Promise<Touched> {
  const fresh = [...news].flatMap(([repositoryId, { attestations }]) =>
    [...attestations.values()].map(({ sha, source, facts }) => ({
      repository_id: repositoryId,
      sha,
      source,
      facts,
    })),
  );
  if (fresh.length === 0) return touched([]);
  await tx.$executeRaw`
    insert into attestation
    select * from json_populate_recordset(null::attestation, ${storableJson(fresh)}::json)
    on conflict (repository_id, sha, source) do update set facts = excluded.facts
    where (excluded.facts ->> 'priority', excluded.facts ->> 'at', excluded.facts ->> 'value')
      > (attestation.facts ->> 'priority', attestation.facts ->> 'at', attestation.facts ->> 'value')`;
  const commits = touched(
    fresh.map(({ repository_id: repositoryId, sha: key }) => ({ repositoryId, key })),
  );
  const holders = await rows(
    tx,
    z.object({ repository_id: z.int(), key: z.string() }),
    Prisma.sql`select distinct c.repository_id, c.change_key as key
      from ${touchedTable(commits)} as t
      join change_commit c on c.repository_id = t.repository_id and c.sha = t.key`,
  );
  return touched(holders.map(({ repository_id: repositoryId, key }) => ({ repositoryId, key })));
}
