import * as z from 'zod/mini';
import type { TimelineMoment } from '@/lib/api/change';
import type { IncidentAsk, LinkedRegression, ToldIncident } from '@/lib/api/incident';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Confidence } from '@/lib/domain/evidence';
import { RegressionStatus } from '@/lib/domain/regression';
import { type Sight, sees } from '@/lib/domain/sight';
import { ChangeColumns, changeColumns, changeRow } from '@/lib/measure/change-row';
import { IncidentColumns, incidentColumns, incidentRow, isAlert } from '@/lib/measure/incidents';

const Columns = z.extend(IncidentColumns, { is_alert: z.boolean() });
type Columns = z.output<typeof Columns>;

/**
 * One incident: what happened when, and which changes it is held against and why.
 * @returns undefined where no such incident is known, or its repository is not seen.
 */
export async function incident(
  database: Database,
  { id }: IncidentAsk,
  { sight }: { sight: Sight },
): Promise<ToldIncident | undefined> {
  const parts = id.split('/');
  // Keys may hold slashes themselves, so every beginning of the id may be the repository.
  const names = parts
    .slice(1)
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .filter((name) => sees(sight, name));
  const [found] = await rows(
    database,
    Columns,
    Prisma.sql`select ${incidentColumns}, ${isAlert} as is_alert
      from repository r join incident i on i.repository_id = r.id
      where r.name = any(${names}::text[]) and i.key = substr(${id}, length(r.name) + 2)
      order by length(r.name) desc limit 1`,
  );
  if (found === undefined) return undefined;
  const regressions = await regressionsOf(database, found);
  return {
    ...incidentRow(found),
    openedAt: found.opened_at?.toISOString() ?? null,
    regressions,
    timeline: await timelineOf(database, found, regressions),
  };
}

const Linked = z.extend(ChangeColumns, {
  id: z.guid(),
  status: RegressionStatus,
  regression_confidence: Confidence,
  day: z.int(),
  evidence: z.array(
    z.object({
      source: z.string(),
      rule: z.string(),
      matched: z.string(),
      confidence: Confidence,
    }),
  ),
});

/** An incident is seldom linked to more, and nobody reads more. */
const mostLinked = 100;

async function regressionsOf(
  database: Database,
  { repository_id: repositoryId, key }: Columns,
): Promise<LinkedRegression[]> {
  const found = await rows(
    database,
    Linked,
    Prisma.sql`
    select ${changeColumns}, g.id, g.status, g.confidence as regression_confidence, g.day::int as day,
      (select coalesce(json_agg(json_build_object('source', e.source, 'rule', e.rule,
          'matched', e.matched, 'confidence', e.confidence) order by e.position), '[]')
        from regression_evidence e
        where e.repository_id = g.repository_id and e.regression_id = g.id) as evidence
    from regression g
    join change c on c.repository_id = g.repository_id and c.key = g.change_key
    join repository r on r.id = g.repository_id
    where g.repository_id = ${repositoryId} and g.cause_type = 'incident' and g.cause_key = ${key}
    order by g.status, g.regressed_at, g.id limit ${mostLinked}`,
  );
  return found.map((row) => ({
    id: `${row.repository}/${row.id}`,
    status: row.status,
    confidence: row.regression_confidence,
    day: row.day,
    change: changeRow(row, row.day),
    evidence: row.evidence,
  }));
}

const Moment = z.object({
  at: z.date(),
  what: z.enum(['deployed', 'reverted']),
  title: z.string(),
  detail: z.nullable(z.string()),
  url: z.nullable(z.string()),
});

/** What was deployed of the service around it: from a day before it was opened until it was over. */
async function timelineOf(
  database: Database,
  { repository_id: repositoryId, key, ...told }: Columns,
  regressions: readonly LinkedRegression[],
): Promise<TimelineMoment[]> {
  const held = regressions.filter(({ status }) => status !== 'dismissed');
  const keys = held.map(({ change }) => change.id.slice(told.repository.length + 1));
  const around = await rows(
    database,
    Moment,
    Prisma.sql`
    (select d.finished_at as at, 'deployed' as what,
      coalesce(d.service || ' to ', '') || d.environment as title,
      d.conclusion || ' · ' || left(d.sha, 10) as detail, d.url
    from deployment d
    where d.repository_id = ${repositoryId} and d.production
      and (d.service is null or ${told.service}::text is null or d.service = ${told.service})
      and d.finished_at between ${told.opened_at}::timestamptz - interval '1 day'
        and coalesce(${told.resolved_at}::timestamptz, ${told.opened_at}::timestamptz + interval '1 day')
          + interval '1 hour'
    order by d.finished_at desc limit 40)
    union all
    (select g.regressed_at, 'reverted', c.title, null, c.url
    from regression g
    join change c on c.repository_id = g.repository_id and c.key = g.cause_key
    where g.repository_id = ${repositoryId} and g.change_key = any(${keys}::text[])
      and g.cause_type = 'change' and g.kind = 'revert' and g.status = 'confirmed' limit 20)`,
  );
  const title = told.title ?? key;
  const point = (
    at: string | null | undefined,
    moment: Omit<TimelineMoment, 'at'>,
  ): TimelineMoment[] => (at == null ? [] : [{ at, ...moment }]);
  return [
    ...held.flatMap(({ change }) =>
      point(change.mergedAt, {
        what: 'merged',
        title: change.title,
        detail: change.number === null ? null : `#${change.number}`,
        url: change.url,
      }),
    ),
    ...around.map((row) => ({ ...row, at: row.at.toISOString() })),
    ...point(told.opened_at?.toISOString(), {
      what: told.is_alert ? 'alert' : 'incident',
      title,
      detail: told.severity,
      url: told.url,
    }),
    ...point(told.resolved_at?.toISOString(), {
      what: told.is_alert ? 'alert-resolved' : 'resolved',
      title,
      detail: null,
      url: told.url,
    }),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
