import * as z from 'zod/mini';
import type { WeeklyAnswer, WeeklyAsk } from '@/lib/api/weekly';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { agentName } from '@/lib/domain/agent';
import { Authorship } from '@/lib/domain/change';
import { addDays } from '@/lib/domain/day';
import { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { RegressionKind } from '@/lib/domain/regression';
import { compare } from '@/lib/measure/compare';
import { figures } from '@/lib/measure/figures';
import { rangeOf } from '@/lib/measure/range';
import { settings } from '@/lib/measure/settings';
import { repositories } from '@/lib/measure/where';

const told: Authorship[] = ['agent', 'assisted', 'human'];
const mostNewest = 12;

const Row = z.object({ authorship: Authorship, regressions: z.int(), before: z.int() });
const Newest = z.object({
  id: z.string(),
  title: z.string(),
  kind: RegressionKind,
  authorship: Authorship,
  agent: z.nullable(z.string()),
});

/** What one week brought, and where the comparison over the usual range stands. */
export async function weekly(database: Database, ask: WeeklyAsk): Promise<WeeklyAnswer> {
  const { windowDays: window, kinds: kind } = (await settings(database)).settings.counting;
  const filter = Filter.parse({ ...ask, week: undefined, window, kind });
  const week = await weekOf(database, ask);
  const { sentence } = await compare(database, filter);
  if (week === undefined) {
    const agentShare = { changes: 0, share: null, lower: null, upper: null };
    return {
      ...{ week: null, merged: 0, agentShare, mergedBefore: 0 },
      ...{ regressions: [], newest: [], sentence },
    };
  }
  const [{ now, before }, regressions, newest] = await Promise.all([
    figures(database, { ...filter, ...week }),
    counted(database, filter, week),
    newestOf(database, filter, week),
  ]);
  return {
    week,
    merged: now.changes,
    agentShare: now.agentShare,
    mergedBefore: before?.changes ?? 0,
    regressions: told.map(
      (authorship) =>
        regressions.find((row) => row.authorship === authorship) ?? {
          authorship,
          regressions: 0,
          before: 0,
        },
    ),
    newest: newest.map((row) => ({
      ...row,
      agent: row.agent === null ? null : agentName(row.agent),
    })),
    sentence,
  };
}

/** The week of a day, Monday to Sunday; without one the last that the data knows in whole. */
async function weekOf(database: Database, ask: WeeklyAsk): Promise<Range | undefined> {
  if (ask.week !== undefined) return weekWith(ask.week);
  const range = await rangeOf(database, ask);
  if (range === undefined) return undefined;
  // As-of is the midnight before it: a week is whole once the day after its Sunday is known.
  return weekWith(addDays(range.to, -7));
}

function weekWith(date: string): Range {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  const from = addDays(date, -weekday);
  return { from, to: addDays(from, 6) };
}

/** Confirmed regressions of counted changes that came to light in a time. */
function within(filter: Filter, from: string, days: number): Prisma.Sql {
  return Prisma.sql`from regression g
    join change c on c.repository_id = g.repository_id and c.key = g.change_key
    join ${repositories(filter)} as r on r.id = g.repository_id
    where g.regressed_at >= ${from}::date::timestamp at time zone 'UTC'
      and g.regressed_at < (${from}::date + ${days}::int)::timestamp at time zone 'UTC'
      and g.status = 'confirmed' and g.kind = any(${filter.kind}::text[])
      and c.exposed and c.authorship = any(${told}::text[])`;
}

function counted(database: Database, filter: Filter, { from }: Range) {
  return rows(
    database,
    Row,
    Prisma.sql`
      select c.authorship,
        (count(distinct (g.repository_id, g.change_key)) filter (
          where g.regressed_at >= ${from}::date::timestamp at time zone 'UTC'))::int as regressions,
        (count(distinct (g.repository_id, g.change_key)) filter (
          where g.regressed_at < ${from}::date::timestamp at time zone 'UTC'))::int as before
      ${within(filter, addDays(from, -7), 14)} group by 1`,
  );
}

function newestOf(database: Database, filter: Filter, { from }: Range) {
  return rows(
    database,
    Newest,
    Prisma.sql`
      select r.name || '/' || g.id as id, c.title, g.kind, c.authorship, c.agent
      ${within(filter, from, 7)}
      order by g.regressed_at desc, g.repository_id desc, g.id desc limit ${mostNewest}`,
  );
}
