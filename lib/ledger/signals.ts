import type { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/db/json';
import type { News } from '@/lib/ledger/news';

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
    [...one.checks.values()].map(({ sha, name, finishedAt, conclusion, url }) => ({
      repository_id: repositoryId,
      sha,
      name,
      finished_at: finishedAt,
      conclusion,
      url,
    })),
  );
  if (checks.length === 0) return;
  await tx.$executeRaw`
    insert into check_run
    select * from json_populate_recordset(null::check_run, ${storableJson(checks)}::json)
    on conflict (repository_id, sha, name, finished_at) do update set
      conclusion = excluded.conclusion, url = excluded.url
    where (excluded.conclusion, coalesce(excluded.url, ''))
      > (check_run.conclusion, coalesce(check_run.url, ''))`;
}

export async function applyDeployments(
  tx: Prisma.TransactionClient,
  news: ReadonlyMap<number, News>,
) {
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
    })),
  );
  if (deployments.length === 0) return;
  await tx.$executeRaw`
    insert into deployment
    select * from json_populate_recordset(null::deployment, ${storableJson(deployments)}::json)
    on conflict (repository_id, key) do update set
      facts = excluded.facts, sha = excluded.sha, environment = excluded.environment,
      service = excluded.service, conclusion = excluded.conclusion, url = excluded.url,
      finished_at = excluded.finished_at
    where (excluded.finished_at, excluded.facts::text) > (deployment.finished_at, deployment.facts::text)`;
}
