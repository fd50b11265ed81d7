import * as z from 'zod/mini';
import { TimelineMoment, type ToldChange, type ToldRegression } from '@/lib/api/change';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { RegressionKind } from '@/lib/domain/regression';
import type { ChangeColumns } from '@/lib/measure/change-row';
import { isAlert } from '@/lib/measure/incidents';
import { firstReaches } from '@/lib/rollup/deployment-outcomes';

const Moment = z.object({
  at: z.date(),
  what: TimelineMoment.shape.what,
  title: z.string(),
  detail: z.nullable(z.string()),
  url: z.nullable(z.string()),
});

const undoneAs: Record<RegressionKind, TimelineMoment['what']> = {
  revert: 'reverted',
  rollback: 'rolled-back',
  hotfix: 'fixed',
  incident: 'incident',
  reported: 'reported',
  'broken-main': 'broke-main',
};

/** The change that a timeline is about, as the database holds it. */
type Subject = Pick<ChangeColumns, 'repository_id' | 'key' | 'title' | 'url' | 'merged_at'> & {
  branch: string | null;
  opened_at: Date | null;
  closed_at: Date | null;
  merge_sha: string | null;
  relanded_by: string | null;
};

/**
 * Which tests of a check `c` failed, the first three by name, and whether it passed on the same commit
 * afterwards: then nothing in the code had changed, so it is flaky.
 */
const ofFailures = Prisma.sql`
  case cardinality(c.failures) when 0 then '' else
    ': ' || array_to_string(c.failures[1:3], ', ') ||
    case when cardinality(c.failures) > 3 then ' and ' || cardinality(c.failures) - 3 || ' more' else '' end
  end ||
  case when c.conclusion = 'failed' and exists (
    select from check_run again where again.repository_id = c.repository_id and again.sha = c.sha
      and again.name = c.name and again.finished_at > c.finished_at and again.conclusion = 'passed')
  then ' (flaky: the same commit passed when run again)' else '' end`;

/**
 * The first production deployment after a merge: where none brought out one of the change's own commits, it
 * brought out the change among others.
 */
function firstDeployment(
  repositoryId: number,
  mergedAt: Date | null,
  shas: readonly string[],
): Prisma.Sql {
  const brought = Prisma.sql`d.repository_id = ${repositoryId} and d.production
    and d.conclusion = 'succeeded' and d.finished_at >= ${mergedAt}::timestamptz`;
  return Prisma.sql`
    select d.finished_at, 'deployed', coalesce(d.service || ' to ', '') || d.environment,
      'with ' || left(d.sha, 10), d.url
    from deployment d
    where ${brought} and d.finished_at < ${mergedAt}::timestamptz + ${firstReaches}
      and not exists (
        select from deployment d where ${brought} and d.sha = any(${[...shas]}::text[]))
    order by d.finished_at limit 1`;
}

/** Everything that happened to a change, in order: from opened over merged to regressed. */
export async function timelineOf(
  database: Database,
  change: Subject,
  commits: ToldChange['commits'],
  regressions: readonly ToldRegression[],
): Promise<TimelineMoment[]> {
  const shas = [
    ...commits.map(({ sha }) => sha),
    ...(change.merge_sha === null ? [] : [change.merge_sha]),
  ];
  const around = await rows(
    database,
    Moment,
    Prisma.sql`
    select submitted_at as at, 'reviewed' as what, coalesce(reviewer, 'Somebody') as title,
      verdict as detail, null as url
    from review where repository_id = ${change.repository_id} and change_key = ${change.key}
    union all
    select c.finished_at, 'checked', c.name, c.conclusion || ${ofFailures}, c.url
    from check_run c where repository_id = ${change.repository_id} and sha = any(${shas}::text[])
    union all
    select finished_at, 'deployed', coalesce(service || ' to ', '') || environment, conclusion, url
    from deployment where repository_id = ${change.repository_id} and sha = any(${shas}::text[])
    union all
    (${firstDeployment(change.repository_id, change.merged_at, shas)})
    union all
    select g.regressed_at, case when ${isAlert} then 'alert' else 'incident' end,
      coalesce(i.title, i.key),
      nullif(concat_ws(' · ', case when g.status <> 'confirmed' then g.status end, i.severity,
        i.service), ''), i.url
    from regression g join incident i on i.repository_id = g.repository_id and i.key = g.cause_key
    where g.repository_id = ${change.repository_id} and g.change_key = ${change.key}
      and g.cause_type = 'incident'
    union all
    select i.resolved_at, case when ${isAlert} then 'alert-resolved' else 'resolved' end,
      coalesce(i.title, i.key), i.severity, i.url
    from regression g join incident i on i.repository_id = g.repository_id and i.key = g.cause_key
    where g.repository_id = ${change.repository_id} and g.change_key = ${change.key}
      and g.cause_type = 'incident' and i.resolved_at is not null
    union all
    select c.merged_at, 'relanded', c.title, null, c.url
    from change c
    where c.repository_id = ${change.repository_id} and c.key = ${change.relanded_by}
      and c.merged_at is not null
    order by 1 limit 500`,
  );
  // Incidents are read above, with what their tool tells of them.
  const ofOthers = regressions.filter(({ cause }) => cause.type !== 'incident');
  return [
    ...moment(change.opened_at, 'opened', change.title, change.branch, change.url),
    ...commits.map(({ committedAt, title, sha, authorName, url }) => ({
      at: committedAt,
      what: 'committed' as const,
      title,
      detail: [authorName, sha.slice(0, 10)].filter((part) => part !== null).join(' · '),
      url,
    })),
    ...moment(change.merged_at, 'merged', change.title, change.merge_sha?.slice(0, 10), change.url),
    ...moment(change.closed_at, 'closed', change.title, null, change.url),
    ...around.map((row) => ({ ...row, at: row.at.toISOString() })),
    ...ofOthers.map(({ regressedAt, kind, cause, status }) => ({
      at: regressedAt,
      what: undoneAs[kind],
      title: cause.title ?? cause.id,
      detail: status === 'confirmed' ? null : status,
      url: cause.url,
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function moment(
  at: Date | null,
  what: TimelineMoment['what'],
  title: string,
  detail: string | null | undefined,
  url: string | null,
): TimelineMoment[] {
  return at === null ? [] : [{ at: at.toISOString(), what, title, detail: detail ?? null, url }];
}
