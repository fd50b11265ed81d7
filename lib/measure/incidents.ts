import * as z from 'zod/mini';
import type { IncidentList, IncidentRow, IncidentsAnswer, IncidentsAsk } from '@/lib/api/incidents';
import { readCursor, writeCursor } from '@/lib/api/paging';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import type { OpenRange } from '@/lib/domain/range';
import { RegressionStatus } from '@/lib/domain/regression';
import { choices, countOf, type Happened, type Listed, newest } from '@/lib/measure/newest';
import { openRangeOf } from '@/lib/measure/range';
import { beginningWith } from '@/lib/measure/search';
import { within } from '@/lib/measure/where';

/** Of the changes that an incident is linked to, as many as a row of a list has room for. */
const mostTold = 3;

/** The columns of an incident, for `incident i join repositories r`. */
export const incidentColumns = Prisma.sql`
  i.repository_id, r.name as repository, i.key, i.title, i.severity, i.service, i.url, i.opened_at,
  i.resolved_at, case when i.resolved_at >= i.opened_at
    then extract(epoch from i.resolved_at - i.opened_at)::float8 / 3600
    when i.resolved_at < i.opened_at then 0 end as open_hours`;

/** Whether a monitor alone told of incident `i`. */
export const isAlert = Prisma.sql`coalesce((i.facts #>> '{opened,value,alert}')::boolean, false)`;

export const IncidentColumns = z.object({
  repository_id: z.int(),
  repository: z.string(),
  key: z.string(),
  title: z.nullable(z.string()),
  severity: z.nullable(z.string()),
  service: z.nullable(z.string()),
  url: z.nullable(z.string()),
  opened_at: z.nullable(z.date()),
  resolved_at: z.nullable(z.date()),
  open_hours: z.nullable(z.number()),
});

/** What lists and pages tell alike of an incident. */
export function incidentRow(row: z.output<typeof IncidentColumns>) {
  return {
    id: `${row.repository}/${row.key}`,
    repository: row.repository,
    key: row.key,
    title: row.title,
    severity: row.severity,
    service: row.service,
    url: row.url,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    openHours: row.open_hours,
  };
}

const Row = z.extend(IncidentColumns, {
  opened_at: z.date(),
  linked: z.int(),
  changes: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      authorship: Authorship,
      agent: z.nullable(z.string()),
      regressionId: z.guid(),
      status: RegressionStatus,
    }),
  ),
});

/** The incidents that were opened, newest first, a page at a time, each with what it is held against. */
export async function incidents(database: Database, ask: IncidentsAsk): Promise<IncidentsAnswer> {
  const range = await openRangeOf(database, ask);
  const [page, [counted], severities] = await Promise.all([
    incidentsAfter(database, ask, range, ask),
    rows(database, z.object({ total: z.int() }), countOf(happened, listed(ask, range))),
    rows(
      database,
      z.object({ choice: z.string() }),
      choices(happened, ask, Prisma.sql`i.severity`),
    ),
  ]);
  return {
    ...page,
    total: counted?.total ?? 0,
    severities: severities.map(({ choice }) => choice),
  };
}

/** So many incidents of a list behind a place in it, and the place behind them; null at the end. */
export async function incidentsAfter(
  database: Database,
  list: IncidentList,
  range: OpenRange,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: IncidentRow[]; next: string | null }> {
  const place = cursor === undefined ? undefined : readCursor(cursor);
  const after =
    place === undefined
      ? []
      : [
          Prisma.sql`(i.opened_at, i.repository_id, i.key)
            < (${place.at}::timestamptz, ${place.repositoryId}::int, ${place.key})`,
        ];
  const found = await newest(
    (picked) => readIncidents(database, picked),
    happened,
    listed(list, range, after),
    limit + 1,
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(toldRow),
    next:
      last === undefined
        ? null
        : writeCursor({
            at: last.opened_at.toISOString(),
            repositoryId: last.repository_id,
            key: last.key,
          }),
  };
}

/** Reads incidents with what they are held against, newest first: those of a table `i` in SQL. */
function readIncidents(database: Database, picked: Prisma.Sql) {
  return rows(
    database,
    Row,
    Prisma.sql`
      select ${incidentColumns}, coalesce(l.linked, 0) as linked, coalesce(l.changes, '[]') as changes
      from ${picked} join repository r on r.id = i.repository_id
      left join lateral (
        select count(*)::int as linked, json_agg(json_build_object('key', b.key, 'title', b.title,
            'authorship', b.authorship, 'agent', b.agent, 'regressionId', b.id, 'status', b.status)
            order by b.nth) filter (where b.nth <= ${mostTold}) as changes
        from (
          select c.key, c.title, c.authorship, c.agent, g.id, g.status,
            row_number() over (order by g.status, g.regressed_at, g.id) as nth
          from regression g
          join change c on c.repository_id = g.repository_id and c.key = g.change_key
          where g.repository_id = i.repository_id and g.cause_type = 'incident'
            and g.cause_key = i.key and g.status <> 'dismissed') as b) as l on true
      order by i.opened_at desc, i.repository_id desc, i.key desc`,
  );
}

function toldRow(row: z.output<typeof Row>): IncidentRow {
  return {
    ...incidentRow(row),
    openedAt: row.opened_at.toISOString(),
    linked: row.linked,
    changes: row.changes.map(({ key, regressionId, ...told }) => ({
      ...told,
      id: `${row.repository}/${key}`,
      regressionId: `${row.repository}/${regressionId}`,
    })),
  };
}

const happened: Happened = {
  table: Prisma.sql`incident`,
  name: Prisma.sql`i`,
  at: Prisma.sql`i.opened_at`,
};

/** Which incidents a list has, as far as they are behind a place in it. */
function listed(list: IncidentList, range: OpenRange, after: readonly Prisma.Sql[] = []): Listed {
  const { severity, state, linked, q } = list;
  const isLinked = Prisma.sql`exists (select from regression g
    where g.repository_id = i.repository_id and g.cause_type = 'incident' and g.cause_key = i.key
      and g.status <> 'dismissed')`;
  const holds = [
    Prisma.sql`i.opened_at is not null`,
    within(Prisma.sql`i.opened_at`, range),
    ...(severity === undefined ? [] : [Prisma.sql`i.severity = any(${severity}::text[])`]),
    ...(state === 'open' ? [Prisma.sql`i.resolved_at is null`] : []),
    ...(state === 'resolved' ? [Prisma.sql`i.resolved_at is not null`] : []),
    ...(linked === 'yes' ? [isLinked] : []),
    ...(linked === 'no' ? [Prisma.sql`not ${isLinked}`] : []),
    ...after,
  ];
  const finds = q === undefined ? undefined : beginningWith('incident', q);
  return {
    of: list,
    holds: Prisma.join(holds, ' and '),
    search: finds && { finds, ways: [finds] },
  };
}
