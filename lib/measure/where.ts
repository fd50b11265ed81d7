import { Prisma } from '@/lib/db/generated/client';
import { countedStatuses, type Filter } from '@/lib/domain/filter';
import type { OpenRange, Range } from '@/lib/domain/range';
import type { RegressionKind } from '@/lib/domain/regression';
import type { Sight } from '@/lib/domain/sight';
import { reviewed } from '@/lib/rollup/rollup';

/** The column that holds the first day of each kind, in the change table and in the rollup alike. */
const dayColumn: Record<RegressionKind, Prisma.Sql> = {
  revert: Prisma.raw('revert_day'),
  rollback: Prisma.raw('rollback_day'),
  incident: Prisma.raw('incident_day'),
  hotfix: Prisma.raw('hotfix_day'),
  reported: Prisma.raw('reported_day'),
  'broken-main': Prisma.raw('broken_main_day'),
};

/** The day of the first regression among the kinds, null for none. */
export function firstDay(kinds: readonly RegressionKind[]): Prisma.Sql {
  return Prisma.sql`least(${Prisma.join(kinds.map((kind) => Prisma.sql`nullif(${dayColumn[kind]}, 0)`))})`;
}

/**
 * The day of the first regression that counts by a filter, null for none, for `change c`. The columns
 * of the change hold the confirmed ones alone.
 */
export function firstDayOfChange({ kind, suspected }: Filter): Prisma.Sql {
  if (suspected === 'left-out') return firstDay(kind);
  return Prisma.sql`(select min(g.day)::int from regression g
    where g.repository_id = c.repository_id and g.change_key = c.key
      and g.kind = any(${kind}::text[]) and g.status = any(${countedStatuses({ suspected })}::text[]))`;
}

/**
 * That a change regressed in any kind at all, for `change c`: what an index finds the few by, before their
 * first day is asked for.
 */
export function regressedEver({ suspected }: Pick<Filter, 'suspected'>): Prisma.Sql {
  if (suspected === 'counted') {
    return Prisma.sql`(c.repository_id, c.key) in (select g.repository_id, g.change_key
      from regression g where g.status = any(${countedStatuses({ suspected })}::text[]))`;
  }
  // The index of prisma/migrations/20261130091500_regressed_changes holds what this very expression says.
  return Prisma.sql`greatest(c.revert_day, c.rollback_day, c.incident_day, c.hotfix_day,
    c.reported_day, c.broken_main_day) > 0`;
}

/** Whole days that a change merged on a date was watched, at most the window (statistics.md §1). */
export function followUpOf(
  mergedOn: Prisma.Sql,
  windowDays: number,
  asOf = Prisma.sql`r.as_of`,
): Prisma.Sql {
  return Prisma.sql`least(greatest(${asOf} - ${mergedOn} - 1, 0), ${windowDays}::int)`;
}

/** Repositories with their as-of: midnight UTC of the last day that was heard of in whole. */
export function repositories(
  filter: Pick<Filter, 'repository' | 'team' | 'reviewed'> = {},
): Prisma.Sql {
  const named =
    filter.repository === undefined
      ? Prisma.empty
      : Prisma.sql`and name = any(${filter.repository}::text[])`;
  const ofTeams =
    filter.team === undefined
      ? Prisma.empty
      : Prisma.sql`and name in (
          select jsonb_array_elements_text(t -> 'repositories')
          from setting s cross join jsonb_array_elements(s.value) as t
          where s.key = 'teams' and t ->> 'id' = any(${filter.team}::text[]))`;
  // Where no review was ever heard of, nothing tells that a change was not reviewed.
  const heardOfReviews =
    filter.reviewed === 'no'
      ? Prisma.sql`and exists (select from review v where v.repository_id = repository.id)`
      : Prisma.empty;
  return Prisma.sql`(select id, name, url, sample,
    coalesce((observed_through at time zone 'UTC')::date, date '0001-01-01') as as_of
    from repository where true ${named} ${ofTeams} ${heardOfReviews})`;
}

/** What of a table of repositories' parts is of those that are seen. */
export function seenBy(sight: Sight): Prisma.Sql {
  return sight === 'all'
    ? Prisma.sql`true`
    : Prisma.sql`repository_id in (select id from repository where name = any(${[...sight]}::text[]))`;
}

/** Only the changes of the agents that the filter names, where it names any. */
function agentsNamed({ agent }: Pick<Filter, 'agent'>): Prisma.Sql {
  return agent === undefined ? Prisma.empty : Prisma.sql`and c.agent = any(${agent}::text[])`;
}

/** No mark is what makes a change a person's: only the marks of agents can be more or less sure. */
export const surely = Prisma.sql`(c.confidence = 'high' or c.authorship in ('human', 'unknown'))`;

/** What a filter asks of a change itself, whenever it came and whoever reviewed it, for `change c`. */
export function describedBy(filter: Filter): Prisma.Sql {
  const { mode, kindOfWork, size, area, branch } = filter;
  const only = (column: Prisma.Sql, wanted: readonly string[] | undefined) =>
    wanted === undefined ? Prisma.empty : Prisma.sql`and ${column} = any(${wanted}::text[])`;
  return Prisma.sql`c.authorship = any(${filter.authorship}::text[])
    ${mode === undefined ? Prisma.empty : Prisma.sql`and (c.mode is null or c.mode = any(${mode}::text[]))`}
    ${only(Prisma.sql`c.kind_of_work`, kindOfWork)} ${only(Prisma.sql`c.size_bucket`, size)}
    ${only(Prisma.sql`c.base_branch`, branch)}
    ${area === undefined ? Prisma.empty : Prisma.sql`and c.areas && ${area}::text[]`}
    ${filter.confidence === 'high' ? Prisma.sql`and ${surely}` : Prisma.empty}`;
}

/** The moments of a range of dates in UTC, which may have no beginning or no end. */
export function within(moment: Prisma.Sql, { from, to }: OpenRange): Prisma.Sql {
  const since = Prisma.sql`${moment} >= ${from}::date::timestamp at time zone 'UTC'`;
  const until = Prisma.sql`${moment} < (${to}::date + 1)::timestamp at time zone 'UTC'`;
  return Prisma.sql`${from === undefined ? Prisma.sql`true` : since}
    and ${to === undefined ? Prisma.sql`true` : until}`;
}

/** The exposed changes of a filter, for `change c join repositories r`: only the agents named. */
export function changeWhere(filter: Filter, range: Range): Prisma.Sql {
  return Prisma.sql`${exposedWhere(filter, range)} ${agentsNamed(filter)}`;
}

/** The exposed changes of a filter where naming agents leaves people's changes, which have none. */
export function exposedWhere(filter: Filter, range: Range): Prisma.Sql {
  return Prisma.sql`c.exposed and ${within(Prisma.sql`c.merged_at`, range)} and ${describedBy(filter)}
    ${
      filter.reviewed === undefined
        ? Prisma.empty
        : Prisma.sql`and ${filter.reviewed === 'yes' ? Prisma.empty : Prisma.sql`not`} ${reviewed(Prisma.raw('c'))}`
    }`;
}
