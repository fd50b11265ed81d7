import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship, KindOfWork, SizeBucket } from '@/lib/domain/change';
import { csvLine } from '@/lib/domain/csv';
import type { Filter } from '@/lib/domain/filter';
import type { Range } from '@/lib/domain/range';
import { rangeOf } from '@/lib/measure/range';
import { changeWhere, firstDayOfChange, repositories } from '@/lib/measure/where';
import { reviewed } from '@/lib/rollup/rollup';

/** Few enough to hold in memory, enough for a query to be worth its while. */
const rowsAtOnce = 5_000;

const Row = z.object({
  repository_id: z.int(),
  key: z.string(),
  merged_at: z.date(),
  change: z.string(),
  repository: z.string(),
  authorship: Authorship,
  agent: z.string(),
  kind_of_work: KindOfWork,
  size: SizeBucket,
  areas: z.array(z.string()),
  reviewed: z.boolean(),
  confidence: z.string(),
  merged_on: z.string(),
  quarter: z.string(),
  follow_up_days: z.int(),
  regressed_on_day: z.nullable(z.int()),
});
type Row = z.output<typeof Row>;

/** The columns of the CSV, in order. */
const columns: Record<string, (row: Row) => string | number | null> = {
  change: ({ change }) => change,
  repository: ({ repository }) => repository,
  authorship: ({ authorship }) => authorship,
  agent: ({ agent }) => agent,
  kind_of_work: ({ kind_of_work }) => kind_of_work,
  size: ({ size }) => size,
  areas: ({ areas }) => areas.join(' '),
  reviewed: (row) => (row.reviewed ? 'yes' : 'no'),
  confidence: ({ confidence }) => confidence,
  merged_on: ({ merged_on }) => merged_on,
  quarter: ({ quarter }) => quarter,
  follow_up_days: ({ follow_up_days }) => follow_up_days,
  regressed_on_day: ({ regressed_on_day }) => regressed_on_day,
};

/**
 * The changes that the rates of a filter are made from, as CSV (RFC 4180) with a header, page by page:
 * the days that each was watched, and the day after merge of its first regression that counts. People's
 * changes stay beside those of the agents that the filter names, as in the rates.
 */
export async function* rowsCsv(database: Database, filter: Filter): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns));
  const range = await rangeOf(database, filter);
  if (range === undefined) return;
  let last: Row | undefined;
  for (;;) {
    const page = await nextPage(database, filter, range, last);
    if (page.length > 0)
      yield page.map((row) => csvLine(Object.values(columns).map((tell) => tell(row)))).join('');
    last = page.at(-1);
    if (page.length < rowsAtOnce) return;
  }
}

function nextPage(database: Database, filter: Filter, range: Range, last: Row | undefined) {
  const { agent, ...others } = filter;
  const after =
    last === undefined
      ? Prisma.empty
      : Prisma.sql`and (c.merged_at, c.repository_id, c.key)
          > (${last.merged_at}::timestamptz, ${last.repository_id}::int, ${last.key})`;
  const agents =
    agent === undefined
      ? Prisma.empty
      : Prisma.sql`and coalesce(c.agent, '') = any(${['', ...agent]}::text[])`;
  return rows(
    database,
    Row,
    Prisma.sql`
    select c.repository_id, c.key, c.merged_at, r.name || '/' || c.key as change,
      r.name as repository, c.authorship, coalesce(c.agent, '') as agent, c.kind_of_work,
      c.size_bucket as size, c.areas, ${reviewed(Prisma.raw('c'))} as reviewed, c.confidence,
      d.merged_on::text, date_trunc('quarter', d.merged_on)::date::text as quarter,
      d.follow_up_days, case when f.day <= d.follow_up_days then f.day end as regressed_on_day
    from change c join ${repositories(filter)} as r on r.id = c.repository_id
    cross join lateral (select (c.merged_at at time zone 'UTC')::date as merged_on,
      greatest(r.as_of - (c.merged_at at time zone 'UTC')::date - 1, 0) as follow_up_days) as d
    cross join lateral (select ${firstDayOfChange(filter)} as day) as f
    where ${changeWhere(others, range)} ${agents} ${after}
    order by c.merged_at, c.repository_id, c.key limit ${rowsAtOnce}`,
  );
}
