import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { applyNews } from '@/lib/ledger/apply-news';
import {
  AttestationFacts,
  ChangeFacts,
  CommitFacts,
  DeploymentFacts,
  IncidentFacts,
  ReportFacts,
  ReviewFacts,
} from '@/lib/ledger/facts';
import { loadJudging } from '@/lib/ledger/judging';
import { repositoryLock } from '@/lib/ledger/locked-repository';
import { type ChangeNews, type News, noNews } from '@/lib/ledger/news';
import { regressionIdOf } from '@/lib/ledger/regressions';
import { deleteRepositories } from '@/lib/ledger/repository-tables';

/** What people said of one of them holds for both; where they said two things, the kept one's stands. */
const carriedOver = [
  ['authorship_override', ['change_key']],
  ['regression_decision', ['regression_id']],
  ['failure_mode_decision', ['regression_id']],
  ['note', ['regression_id', 'id']],
  ['accepted_event', ['event_id']],
] as const;

/**
 * Makes two repositories one that is called `name`: all that senders said of the smaller one is news of
 * the larger one, and everything is judged from both.
 */
export async function mergeRepositories(
  tx: Prisma.TransactionClient,
  one: number,
  other: number,
  name: string,
): Promise<void> {
  await tx.$executeRaw`
    select pg_advisory_xact_lock(${repositoryLock}::int, id)
    from (select unnest(${[one, other]}::int[]) as id order by 1) as ordered`;
  const [kept = one, gone = other] = await bySize(tx, one, other);
  const news = await loadNews(tx, gone);
  await renameRegressions(tx, gone, kept);
  for (const [table, keys] of carriedOver) await carryOver(tx, Prisma.raw(table), keys, gone, kept);
  await tx.$executeRaw`
    update repository_alias set repository_id = ${kept} where repository_id = ${gone}`;
  await tx.$executeRaw`
    insert into repository_alias (name, repository_id)
    select name, ${kept} from repository where id in (${kept}, ${gone}) and name <> ${name}
    on conflict (name) do update set repository_id = excluded.repository_id`;
  await tx.$executeRaw`
    update repository k set
      observed_through = greatest(k.observed_through, g.observed_through),
      url = coalesce(k.url, g.url), default_branch = coalesce(k.default_branch, g.default_branch)
    from repository g where k.id = ${kept} and g.id = ${gone}`;
  await deleteRepositories(tx, Prisma.sql`id = ${gone}`);
  await tx.$executeRaw`update repository set name = ${name} where id = ${kept}`;
  await tx.$executeRaw`delete from repository_alias where name = ${name}`;
  await applyNews(tx, new Map([[kept, news]]), new Map([[kept, name]]), await loadJudging(tx));
}

/** Both ids, that of more changes first. */
async function bySize(tx: Prisma.TransactionClient, one: number, other: number): Promise<number[]> {
  const found = await rows(
    tx,
    z.object({ id: z.int() }),
    Prisma.sql`
      select r.id from repository r left join change c on c.repository_id = r.id
      where r.id in (${one}, ${other}) group by r.id order by count(c.key) desc, r.id`,
  );
  return found.map(({ id }) => id);
}

const aboutRegressions = ['failure_mode_decision', 'note', 'regression_decision'] as const;

/** The ids of regressions are made of their repository's: what is said of them goes by the new ones. */
async function renameRegressions(
  tx: Prisma.TransactionClient,
  from: number,
  to: number,
): Promise<void> {
  for (const table of aboutRegressions) {
    await tx.$executeRaw`
      update ${Prisma.raw(table)} t set regression_id = n.renamed
      from (
        select id, ${regressionIdOf(Prisma.sql`${to}::int`, Prisma.sql`g`)} as renamed
        from (
          select id, change_key, kind, cause_type, cause_key from regression
          where repository_id = ${from}
          union
          select regression_id, change_key, kind, cause_type, cause_key from regression_decision
          where repository_id = ${from}) as g) as n
      where t.repository_id = ${from} and t.regression_id = n.id`;
  }
}

async function carryOver(
  tx: Prisma.TransactionClient,
  table: Prisma.Sql,
  keys: readonly string[],
  from: number,
  to: number,
): Promise<void> {
  const same = Prisma.join(
    keys.map((key) => Prisma.sql`k.${Prisma.raw(key)} = t.${Prisma.raw(key)}`),
    ' and ',
  );
  await tx.$executeRaw`
    update ${table} t set repository_id = ${to} where t.repository_id = ${from}
      and not exists (select from ${table} k where k.repository_id = ${to} and ${same})`;
}

const Keyed = { key: z.string() };

/** All that senders said of a repository, as it is stored. */
async function loadNews(tx: Prisma.TransactionClient, id: number): Promise<News> {
  const news = noNews();
  const of = Prisma.sql`where repository_id = ${id}`;
  const changes = await rows(
    tx,
    z.object({ ...Keyed, facts: ChangeFacts }),
    Prisma.sql`select key, facts from change ${of}`,
  );
  for (const { key, facts } of changes) {
    const commits: ChangeNews['commits'] = new Map();
    news.changes.set(key, { facts, commits });
  }
  const commits = await rows(
    tx,
    z.object({ ...Keyed, sha: z.string(), facts: CommitFacts, pushHead: z.nullable(z.string()) }),
    Prisma.sql`
      select change_key as key, sha, facts, push_head as "pushHead" from change_commit ${of}`,
  );
  for (const { key, sha, facts, pushHead } of commits) {
    news.changes.get(key)?.commits.set(sha, { facts, pushHead });
  }
  const attestations = await rows(
    tx,
    z.object({ sha: z.string(), source: z.string(), facts: AttestationFacts }),
    Prisma.sql`select sha, source, facts from attestation ${of}`,
  );
  for (const one of attestations) news.attestations.set(`${one.sha} ${one.source}`, one);
  const incidents = await rows(
    tx,
    z.object({ ...Keyed, facts: IncidentFacts }),
    Prisma.sql`select key, facts from incident ${of}`,
  );
  for (const { key, facts } of incidents) news.incidents.set(key, facts);
  const reports = await rows(
    tx,
    z.object({ ...Keyed, facts: ReportFacts }),
    Prisma.sql`select key, facts from report ${of}`,
  );
  for (const { key, facts } of reports) news.reports.set(key, facts);
  const deployments = await rows(
    tx,
    z.object({ ...Keyed, facts: DeploymentFacts }),
    Prisma.sql`select key, facts from deployment ${of}`,
  );
  for (const { key, facts } of deployments) news.deployments.set(key, facts);
  await loadReviews(tx, of, news);
  await loadChecks(tx, of, news);
  return news;
}

async function loadReviews(tx: Prisma.TransactionClient, of: Prisma.Sql, news: News) {
  const reviews = await rows(
    tx,
    z.object({ ...Keyed, change: z.string(), facts: ReviewFacts }),
    Prisma.sql`select key, change_key as change, facts from review ${of}`,
  );
  for (const { key, change, facts } of reviews) {
    const ofChange = news.reviews.get(change) ?? new Map();
    news.reviews.set(change, ofChange.set(key, facts));
  }
}

async function loadChecks(tx: Prisma.TransactionClient, of: Prisma.Sql, news: News) {
  const Check = z.object({
    sha: z.string(),
    name: z.string(),
    finishedAt: z.date(),
    conclusion: z.string(),
    failures: z.array(z.string()),
    url: z.nullable(z.string()),
  });
  const checks = await rows(
    tx,
    Check,
    Prisma.sql`
      select sha, name, finished_at as "finishedAt", conclusion, failures, url from check_run ${of}`,
  );
  for (const { finishedAt, ...check } of checks) {
    const at = finishedAt.toISOString();
    news.checks.set(`${check.sha} ${check.name} ${at}`, { ...check, finishedAt: at });
  }
}
