import * as z from 'zod/mini';
import type { FlowAnswer, FlowAsk, FlowShare, FlowSpread } from '@/lib/api/flow';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';
import type { Range } from '@/lib/domain/range';
import { rangeOf } from '@/lib/measure/range';
import { shareOf } from '@/lib/measure/share';
import { describedBy, exposedWhere, repositories, within } from '@/lib/measure/where';

const SharesRow = z.object({ authorship: Authorship, changes: z.int(), counted: z.int() });
const Quartiles = z.nullable(z.array(z.nullable(z.number())));
const SpreadRow = z.object({ authorship: Authorship, changes: z.int(), quartiles: Quartiles });

const definitions: FlowAnswer['definitions'] = {
  firstPassChecks:
    'Of the merged pull requests that checks ran on, those whose checks all passed at their first run on the last commit tested before the merge.',
  reviewRounds:
    'Of the merged pull requests that another person reviewed, one round and one more for every review that asked for changes before the merge.',
  mergeRate:
    'Of the pull requests opened in this time and ended since, those that were merged and not closed; reviewed or not.',
  hoursToMerge: 'Hours from opening to merging, of the pull requests merged in this time.',
};

/** How pull requests go until they are merged or closed, by who wrote them. */
export async function flow(database: Database, ask: FlowAsk): Promise<FlowAnswer> {
  const range = await rangeOf(database, ask);
  const [checks, rounds, ends, hours] =
    range === undefined
      ? [[], [], [], []]
      : await Promise.all([
          firstPassChecks(database, ask, range),
          reviewRounds(database, ask, range),
          mergeRates(database, ask, range),
          hoursToMerge(database, ask, range),
        ]);
  return {
    groups: ask.authorship.map((authorship) => ({
      authorship,
      firstPassChecks: rateOf(checks.find((row) => row.authorship === authorship)),
      reviewRounds: spreadOf(rounds.find((row) => row.authorship === authorship)),
      mergeRate: rateOf(ends.find((row) => row.authorship === authorship)),
      hoursToMerge: spreadOf(hours.find((row) => row.authorship === authorship)),
    })),
    definitions,
    range: range ?? null,
  };
}

function rateOf(row: z.output<typeof SharesRow> | undefined): FlowShare {
  const { changes, counted } = row ?? { changes: 0, counted: 0 };
  const { share: rate, lower, upper } = shareOf(counted, changes);
  return { changes, counted, rate, lower, upper };
}

function spreadOf(row: z.output<typeof SpreadRow> | undefined): FlowSpread {
  const [lowerQuartile = null, median = null, upperQuartile = null] = row?.quartiles ?? [];
  return { changes: row?.changes ?? 0, median, lowerQuartile, upperQuartile };
}

/** Naming agents narrows down what agents wrote; people's changes stay for comparison. */
function orPeople({ agent }: FlowAsk): Prisma.Sql {
  return agent === undefined
    ? Prisma.empty
    : Prisma.sql`and (c.agent is null or c.agent = any(${agent}::text[]))`;
}

/** The pull requests merged in the range. */
function merged(ask: FlowAsk, range: Range): Prisma.Sql {
  return Prisma.sql`select c.repository_id, c.key, c.authorship, c.opened_at, c.merged_at,
      coalesce(c.author_login, c.author_name) as author
    from change c join ${repositories(ask)} as r on r.id = c.repository_id
    where c.number is not null and ${exposedWhere(ask, range)} ${orPeople(ask)}`;
}

function firstPassChecks(database: Database, ask: FlowAsk, range: Range) {
  return rows(
    database,
    SharesRow,
    Prisma.sql`
    with merged as materialized (${merged(ask, range)}),
    tested as materialized (
      select m.repository_id, m.key, m.authorship, s.sha, k.name, k.conclusion, k.finished_at,
        (s.facts #>> '{value,committedAt}')::timestamptz as committed_at
      from merged m
      join change_commit s on s.repository_id = m.repository_id and s.change_key = m.key
      join check_run k on k.repository_id = s.repository_id and k.sha = s.sha
        and k.finished_at <= m.merged_at and k.conclusion in ('passed', 'failed')),
    last as (
      select distinct on (repository_id, key) repository_id, key, sha
      from tested order by repository_id, key, committed_at desc, sha),
    first_runs as (
      select distinct on (repository_id, key, name) repository_id, key, authorship, conclusion
      from tested join last using (repository_id, key, sha)
      order by repository_id, key, name, finished_at),
    judged as (
      select authorship, bool_and(conclusion = 'passed') as passed
      from first_runs group by repository_id, key, authorship)
    select authorship, count(*)::int as changes,
      (count(*) filter (where passed))::int as counted
    from judged group by 1`,
  );
}

function reviewRounds(database: Database, ask: FlowAsk, range: Range) {
  return rows(
    database,
    SpreadRow,
    Prisma.sql`
    with merged as materialized (${merged(ask, range)}),
    counted as (
      select m.authorship,
        1 + count(*) filter (where v.verdict = 'changes-requested') as rounds
      from merged m
      join review v on v.repository_id = m.repository_id and v.change_key = m.key
        and not v.bot and v.submitted_at <= m.merged_at and v.reviewer is distinct from m.author
      group by m.repository_id, m.key, m.authorship)
    select authorship, count(*)::int as changes,
      percentile_disc(array[0.25, 0.5, 0.75]) within group (order by rounds)::float8[] as quartiles
    from counted group by 1`,
  );
}

function mergeRates(database: Database, ask: FlowAsk, range: Range) {
  return rows(
    database,
    SharesRow,
    Prisma.sql`
    select c.authorship, count(*)::int as changes,
      (count(*) filter (where c.outcome = 'merged'))::int as counted
    from change c join ${repositories(ask)} as r on r.id = c.repository_id
    where c.number is not null and c.outcome in ('merged', 'closed')
      and ${within(Prisma.sql`c.opened_at`, range)} and ${describedBy(ask)} ${orPeople(ask)}
    group by 1`,
  );
}

function hoursToMerge(database: Database, ask: FlowAsk, range: Range) {
  return rows(
    database,
    SpreadRow,
    Prisma.sql`
    select authorship, count(*)::int as changes,
      percentile_cont(array[0.25, 0.5, 0.75]) within group (
        order by greatest(extract(epoch from merged_at - opened_at) / 3600, 0)::float8) as quartiles
    from (${merged(ask, range)}) as m
    where opened_at is not null group by 1`,
  );
}
