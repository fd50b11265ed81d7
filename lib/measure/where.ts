import { Prisma } from '@/lib/db/generated/client';
import { countedStatuses, type Filter } from '@/lib/domain/filter';
import type { RegressionKind } from '@/lib/domain/regression';
import type { Range } from '@/lib/measure/range';

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

/** Whole days that a change merged on a date was watched, at most the window (statistics.md §1). */
export function followUpOf(
  mergedOn: Prisma.Sql,
  windowDays: number,
  asOf = Prisma.sql`r.as_of`,
): Prisma.Sql {
  return Prisma.sql`least(greatest(${asOf} - ${mergedOn} - 1, 0), ${windowDays}::int)`;
}

/** Repositories with their as-of: midnight UTC of the last day that was heard of in whole. */
export function repositories(filter: Pick<Filter, 'repository'>): Prisma.Sql {
  const named =
    filter.repository === undefined
      ? Prisma.empty
      : Prisma.sql`where name = any(${filter.repository}::text[])`;
  return Prisma.sql`(select id, name, url, sample,
    coalesce((observed_through at time zone 'UTC')::date, date '0001-01-01') as as_of
    from repository ${named})`;
}

/** The coarsest level of the rollup that can answer a filter: 0 counts all agents together. */
export function cohortLevel(filter: Pick<Filter, 'agent'>): Prisma.Sql {
  return filter.agent === undefined ? Prisma.sql`c.level = 0` : Prisma.sql`c.level = 1`;
}

/**
 * The rollup cells of a filter, for `cohort c join repositories r`. Naming agents narrows down the
 * changes that agents wrote; people's changes, which name none, stay for comparison.
 */
export function cohortWhere(filter: Filter, range: Range): Prisma.Sql {
  const agents =
    filter.agent === undefined
      ? Prisma.empty
      : Prisma.sql`and c.agent = any(${['', ...filter.agent]}::text[])`;
  return Prisma.sql`c.merged_on between ${range.from}::date and ${range.to}::date
    and c.authorship = any(${filter.authorship}::text[]) ${agents}`;
}

/** Only the changes of the agents that the filter names, where it names any. */
export function agentsNamed(filter: Pick<Filter, 'agent'>): Prisma.Sql {
  return filter.agent === undefined
    ? Prisma.empty
    : Prisma.sql`and c.agent = any(${filter.agent}::text[])`;
}

/** The exposed changes of a filter, for `change c join repositories r`: only the agents named. */
export function changeWhere(filter: Filter, range: Range): Prisma.Sql {
  return Prisma.sql`c.exposed
    and c.merged_at >= ${range.from}::date::timestamp at time zone 'UTC'
    and c.merged_at < (${range.to}::date + 1)::timestamp at time zone 'UTC'
    and c.authorship = any(${filter.authorship}::text[]) ${agentsNamed(filter)}`;
}
