import * as z from 'zod/mini';
import {
  type FreshnessAnswer,
  type FreshnessAsk,
  Signal,
  type SignalReach,
} from '@/lib/api/freshness';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { isSilence, quietestDays } from '@/lib/domain/silence';
import { repositories } from '@/lib/measure/where';

/** Over so many days before its newest one the pace of a signal is told. */
const paceDays = 28;
const rowsTold = 50;

const Row = z.object({
  repository: z.string(),
  as_of: z.nullable(z.string()),
  signal: Signal,
  latest_on: z.nullable(z.string()),
  paused_days: z.nullable(z.number()),
  active_days: z.nullable(z.int()),
});

/** Where each signal is stored, and the moment that its newest one is told by. */
const stored: Record<Signal, { table: Prisma.Sql; at: Prisma.Sql }> = {
  changes: { table: Prisma.raw('change'), at: Prisma.raw('merged_at') },
  checks: { table: Prisma.raw('check_run'), at: Prisma.raw('finished_at') },
  deployments: { table: Prisma.raw('deployment'), at: Prisma.raw('finished_at') },
  incidents: { table: Prisma.raw('incident'), at: Prisma.raw('opened_at') },
};

/**
 * The newest of a signal of `repositories r`, and on how many of the days before it any came: a few
 * looks into an index each, however many are stored, and no more than one where it is fresh.
 */
function reachOf(signal: Signal, now: Date): Prisma.Sql {
  const { table, at } = stored[signal];
  return Prisma.sql`
    select ${signal}::text as signal, latest.at,
      case when latest.at <= ${now}::timestamptz - make_interval(days => ${quietestDays}) then (
        select count(*)::int from generate_series(1, ${paceDays}) as n
        where exists (select from ${table} s where s.repository_id = r.id
          and s.${at} > latest.at - make_interval(days => n)
          and s.${at} <= latest.at - make_interval(days => n - 1)))
      end as active_days
    from (select max(s.${at}) as at from ${table} s where s.repository_id = r.id) as latest`;
}

/** How fresh the data of the repositories that are asked for is, by signal. */
export async function freshness(
  database: Database,
  ask: FreshnessAsk,
  now = new Date(),
): Promise<FreshnessAnswer> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select r.name as repository, nullif(r.as_of, date '0001-01-01')::text as as_of, reach.signal,
      (reach.at at time zone 'UTC')::date::text as latest_on,
      (extract(epoch from ${now}::timestamptz - reach.at) / 86400)::float as paused_days,
      reach.active_days
    from ${repositories(ask)} as r
    cross join lateral (${Prisma.join(
      Signal.options.map((signal) => reachOf(signal, now)),
      ' union all ',
    )}) as reach
    order by r.name`,
  );
  const told = byRepository(found);
  return {
    repositories: told.length,
    signals: Signal.options.map((signal) => togetherOf(signal, told)),
    rows: told.toSorted(stalestFirst).slice(0, rowsTold),
  };
}

type ToldRow = FreshnessAnswer['rows'][number];

function byRepository(found: readonly z.output<typeof Row>[]): ToldRow[] {
  const told = new Map<string, ToldRow>();
  for (const { repository, as_of: asOf, signal, ...reach } of found) {
    const row = told.get(repository) ?? { repository, asOf, signals: [] };
    const usualADay = (reach.active_days ?? 0) / paceDays;
    const silent = isSilence(reach.paused_days ?? 0, usualADay);
    row.signals.push({ signal, latestOn: reach.latest_on, silent });
    told.set(repository, row);
  }
  return [...told.values()];
}

/** One signal over all repositories: silent where it is so in every one that it was heard in. */
function togetherOf(signal: Signal, told: readonly ToldRow[]): FreshnessAnswer['signals'][number] {
  const heard = told
    .flatMap(({ signals }) => signals)
    .filter((one) => one.signal === signal && one.latestOn !== null);
  const silentIn = heard.filter(({ silent }) => silent).length;
  return {
    signal,
    latestOn:
      heard
        .flatMap(({ latestOn }) => latestOn ?? [])
        .sort()
        .at(-1) ?? null,
    silent: heard.length > 0 && silentIn === heard.length,
    heardIn: heard.length,
    silentIn,
  };
}

const silentOf = ({ signals }: { signals: readonly SignalReach[] }) =>
  signals.filter(({ silent }) => silent).length;

function stalestFirst(a: ToldRow, b: ToldRow): number {
  return silentOf(b) - silentOf(a) || (a.asOf ?? '').localeCompare(b.asOf ?? '');
}
