import * as z from 'zod/mini';
import { type SourcesAnswer, ToldBackfill, type ToldSource } from '@/lib/api/sources';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { backfilled } from '@/lib/intake/accept';
import { silenceOf } from '@/lib/intake/silence';
import { SourceKind, sources } from '@/lib/sources/registry';

/** Where a source posts to. */
export const pathOf = (id: string) => `/api/webhooks/${id}`;

const usualDays = 28;

const Row = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  repositories: z.array(z.string()),
  createdAt: z.date(),
  rotating: z.boolean(),
  lastDeliveryAt: z.nullable(z.date()),
  hours: z.array(z.int()),
  before: z.int(),
  firstAt: z.nullable(z.date()),
  pending: z.int(),
  retrying: z.int(),
  dead: z.int(),
  refused: z.int(),
  lastRefusedAt: z.nullable(z.date()),
  lastRefusal: z.nullable(z.string()),
});

const BackfillRow = z.extend(ToldBackfill, { updatedAt: z.date() });
const backfillsTold = 50;

async function backfills(database: Database): Promise<ToldBackfill[]> {
  const found = await rows(
    database,
    BackfillRow,
    Prisma.sql`select repository, state, done, total, error, updated_at as "updatedAt"
      from backfill order by updated_at desc limit ${backfillsTold}`,
  );
  return found.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/** The senders that are set up and how they fare, and the kinds that could be set up. */
export async function sourceHealth(database: Database, now = new Date()): Promise<SourcesAnswer> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`
    select s.id, s.kind, s.name, s.repositories, s.created_at as "createdAt",
      s.secret_before is not null as rotating, s.refused, s.last_refused_at as "lastRefusedAt",
      s.last_refusal as "lastRefusal",
      (select max(received_at) from delivery where source = s.id) as "lastDeliveryAt",
      (select min(received_at) from delivery where source = s.id) as "firstAt",
      (select count(*)::int from delivery where source = s.id
        and not starts_with(delivery_id, ${backfilled})
        and received_at >= ${now}::timestamptz - make_interval(days => ${usualDays + 1})
        and received_at < ${now}::timestamptz - interval '1 day') as before,
      (select array_agg(coalesce(h.count, 0)::int order by n desc)
        from generate_series(0, 23) as n
        left join (select floor(extract(epoch from ${now}::timestamptz - received_at) / 3600) as ago,
            count(*) as count
          from delivery where source = s.id and received_at > ${now}::timestamptz - interval '1 day'
          group by 1) as h on h.ago = n) as hours,
      coalesce(w.pending, 0)::int as pending, coalesce(w.retrying, 0)::int as retrying,
      coalesce(w.dead, 0)::int as dead
    from source s
    left join (select source, count(*) filter (where state = 'pending') as pending,
        count(*) filter (where state = 'pending' and attempts > 0) as retrying,
        count(*) filter (where state = 'dead') as dead
      from delivery where state in ('pending', 'dead') group by 1) as w on w.source = s.id
    order by s.created_at, s.id`,
  );
  return {
    sources: found.map((row) => toldSource(row, now)),
    kinds: SourceKind.options.map((kind) => {
      const { label, group, setup } = sources[kind];
      return { kind, label, group, setup };
    }),
    backfills: await backfills(database),
  };
}

function toldSource(
  { before, firstAt, createdAt, lastDeliveryAt, lastRefusedAt, ...row }: z.output<typeof Row>,
  now: Date,
): ToldSource {
  const usualADay = perDay(before, firstAt, now);
  return {
    ...row,
    path: pathOf(row.id),
    createdAt: createdAt.toISOString(),
    lastDeliveryAt: lastDeliveryAt?.toISOString() ?? null,
    lastRefusedAt: lastRefusedAt?.toISOString() ?? null,
    usualADay,
    silence: silenceOf(lastDeliveryAt, usualADay, now),
  };
}

/** Over the days of the last four weeks, but today, on which it had begun to send. */
function perDay(before: number, firstAt: Date | null, now: Date): number {
  if (firstAt === null) return 0;
  const days = (now.getTime() - firstAt.getTime()) / 86_400_000 - 1;
  return days <= 0 ? 0 : before / Math.min(days, usualDays);
}
