import * as z from 'zod/mini';
import type { StatusAnswer } from '@/lib/api/status';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { agentName } from '@/lib/domain/agent';
import { Authorship } from '@/lib/domain/change';
import { type Sight, sees } from '@/lib/domain/sight';
import { refreshMs } from '@/lib/measure/cells';
import { settings } from '@/lib/measure/settings';
import { seenBy } from '@/lib/measure/where';
import { refreshRollup } from '@/lib/rollup/rollup';

const RepositoryRow = z.object({
  name: z.string(),
  sample: z.boolean(),
  as_of: z.nullable(z.string()),
  changes: z.int(),
  first_on: z.nullable(z.string()),
  last_on: z.nullable(z.string()),
});
const AuthorRow = z.object({ authorship: Authorship, agent: z.string(), changes: z.int() });

/** The date of the first or last merge in repository `r` that counts. */
const mergeDate = (order: Prisma.Sql) => Prisma.sql`
  (select (merged_at at time zone 'UTC')::date from change
    where repository_id = r.id and exposed and merged_at is not null order by merged_at ${order} limit 1)`;

/** What there is of the repositories that are seen, from the rollup and the small tables. */
export async function status(database: Database, sight: Sight): Promise<StatusAnswer> {
  const seen = seenBy(sight);
  await refreshRollup(database, refreshMs);
  const [repositories, authors, [waiting], { settings: set }] = await Promise.all([
    rows(
      database,
      RepositoryRow,
      Prisma.sql`
      select r.name, r.sample, (r.observed_through at time zone 'UTC')::date::text as as_of,
        coalesce(c.changes, 0)::int as changes,
        ${mergeDate(Prisma.sql`asc`)}::text as first_on, ${mergeDate(Prisma.sql`desc`)}::text as last_on
      from repository r left join (
        select repository_id, sum(changes) as changes from cohort where level = 0 group by 1
      ) as c on c.repository_id = r.id
      where ${sight === 'all' ? Prisma.sql`true` : Prisma.sql`r.name = any(${[...sight]}::text[])`}
      order by r.name`,
    ),
    rows(
      database,
      AuthorRow,
      Prisma.sql`select authorship, agent, sum(changes)::int as changes from cohort
        where level = 1 and ${seen} group by 1, 2 order by 3 desc, 2`,
    ),
    rows(
      database,
      z.object({ unlinked: z.int(), dead: z.int() }),
      Prisma.sql`select (select count(*)::int from delivery where state = 'dead') as dead,
        (select count(*)::int from (
          select from reference
          where kind = 'revert' and effect = 'undoes' and confidence <> 'low' and ${seen}
          group by repository_id, cause_type, cause_key
          having count(resolved_key) = 0) as none_resolved) as unlinked`,
    ),
    settings(database),
  ]);
  return {
    repositories: repositories.map(({ name, sample, as_of, changes }) => ({
      name,
      sample,
      asOf: as_of,
      changes,
    })),
    counting: set.counting,
    teams: set.teams
      .filter((team) => sight === 'all' || team.repositories.some((name) => sees(sight, name)))
      .map(({ id, name }) => ({ id, name })),
    agents: sumBy(authors, ({ agent }) => agent)
      .filter(({ key }) => key !== '')
      .map(({ key, changes }) => ({ agent: key, name: agentName(key), changes })),
    authorship: sumBy(authors, ({ authorship }) => authorship).map(({ key, changes }) => ({
      authorship: key,
      changes,
    })),
    unlinkedReverts: waiting?.unlinked ?? 0,
    // Deliveries are of no single repository.
    deadDeliveries: sight === 'all' ? (waiting?.dead ?? 0) : 0,
    range: spanOf(repositories),
  };
}

function sumBy<Row extends { changes: number }, Key extends string>(
  list: readonly Row[],
  keyOf: (row: Row) => Key,
): { key: Key; changes: number }[] {
  const sums = new Map<Key, number>();
  for (const row of list) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.changes);
  return [...sums]
    .map(([key, changes]) => ({ key, changes }))
    .sort((a, b) => b.changes - a.changes);
}

function spanOf(list: readonly z.output<typeof RepositoryRow>[]) {
  const first = list.flatMap(({ first_on }) => first_on ?? []).sort()[0];
  const last = list
    .flatMap(({ last_on }) => last_on ?? [])
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? null : { from: first, to: last };
}
