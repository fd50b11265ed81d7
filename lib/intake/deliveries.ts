import * as z from 'zod/mini';
import { findSource } from '@/lib/access/configured-sources';
import {
  type DeliveriesAnswer,
  type DeliveriesAsk,
  type DeliveryAnswer,
  type DeliveryAsk,
  type DeliveryFilter,
  DeliveryRow,
  type PostedReplay,
} from '@/lib/api/deliveries';
import { noteInAudit } from '@/lib/audit/note';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import { readDelivery } from '@/lib/intake/read-delivery';
import { shownBody } from '@/lib/intake/shown-body';

const Row = z.extend(DeliveryRow, {
  receivedAt: z.date(),
  runAfter: z.nullable(z.date()),
  settledAt: z.nullable(z.date()),
});

const columns = Prisma.sql`d.source, coalesce(s.name, d.source) as "sourceName",
  d.delivery_id as id, d.event, d.received_at as "receivedAt", d.state, d.error, d.attempts,
  case when d.state = 'pending' and d.attempts > 0 then d.run_after end as "runAfter",
  d.settled_at as "settledAt", d.seen_count as "seenCount", octet_length(d.body) as bytes`;

const toldRow = (row: z.output<typeof Row>): DeliveryRow => ({
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  runAfter: row.runAfter?.toISOString() ?? null,
  settledAt: row.settledAt?.toISOString() ?? null,
});

/** What was received, newest first, a page at a time. */
export async function deliveries(
  database: Database,
  { cursor, limit, ...filter }: DeliveriesAsk,
): Promise<DeliveriesAnswer> {
  const [at, source, ...id] = cursor?.split(' ') ?? [];
  const after =
    at === undefined
      ? Prisma.empty
      : Prisma.sql`and (d.received_at, d.source, d.delivery_id)
          < (${at}::timestamptz, ${source}, ${id.join(' ')})`;
  const [found, [waiting]] = await Promise.all([
    rows(
      database,
      Row,
      Prisma.sql`
      select ${columns} from delivery d left join source s on s.id = d.source
      where ${whereOf(filter)} ${after}
      order by d.received_at desc, d.source desc, d.delivery_id desc limit ${limit + 1}`,
    ),
    rows(
      database,
      z.object({ pending: z.int(), dead: z.int() }),
      Prisma.sql`
      select (select count(*)::int from delivery where state = 'pending') as pending,
        (select count(*)::int from delivery where state = 'dead') as dead`,
    ),
  ]);
  const page = found.slice(0, limit).map(toldRow);
  const last = page.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return {
    rows: page,
    next: isMore ? `${last.receivedAt} ${last.source} ${last.id}` : null,
    pending: waiting?.pending ?? 0,
    dead: waiting?.dead ?? 0,
  };
}

function whereOf({ source, state, from, to, search }: DeliveryFilter): Prisma.Sql {
  const holds = (column: Prisma.Sql) =>
    Prisma.sql`strpos(lower(${column}), lower(${search}::text)) > 0`;
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(source === undefined ? [] : [Prisma.sql`d.source = ${source}`]),
      ...(state === undefined ? [] : [Prisma.sql`d.state = ${state}`]),
      ...(from === undefined ? [] : [Prisma.sql`d.received_at >= ${from}::timestamptz`]),
      ...(to === undefined ? [] : [Prisma.sql`d.received_at < ${to}::timestamptz`]),
      ...(search === undefined
        ? []
        : [
            Prisma.sql`(${holds(Prisma.sql`d.delivery_id`)} or ${holds(Prisma.sql`d.event`)}
              or ${holds(Prisma.sql`coalesce(d.error, '')`)})`,
          ]),
    ],
    ' and ',
  );
}

const Whole = z.extend(Row, {
  headers: z.record(z.string(), z.string()),
  body: z.nullable(z.instanceof(Uint8Array)),
  digest: z.string(),
});
const shownEvents = 200;

/** One delivery with what was sent and what it means; undefined where there is none. */
export async function delivery(
  database: PrismaClient,
  { source, id }: DeliveryAsk,
): Promise<DeliveryAnswer | undefined> {
  const [stored] = await rows(
    database,
    Whole,
    Prisma.sql`
    select ${columns}, d.headers, d.body, encode(coalesce(d.digest, sha256(d.body)), 'hex') as digest
    from delivery d left join source s on s.id = d.source
    where d.source = ${source} and d.delivery_id = ${id}`,
  );
  if (stored === undefined) return undefined;
  const { headers, body, digest, ...row } = stored;
  const reading =
    body === null
      ? undefined
      : readDelivery(await findSource(database, source), {
          receivedAt: row.receivedAt,
          headers,
          body,
        });
  const events = reading === undefined || reading.fault ? [] : reading.events;
  return {
    row: toldRow(row),
    headers,
    body: body === null ? null : shownBody(body),
    digest,
    events: events.slice(0, shownEvents).map((event) => ({
      type: event.type,
      repository: event.repository,
      at: event.at ?? ('mergedAt' in event ? event.mergedAt : null),
    })),
    changes: await changesOf(database, events),
  };
}

/** The changes that events are about, by number or by commit. */
async function changesOf(
  database: Database,
  events: readonly LedgerEvent[],
): Promise<DeliveryAnswer['changes']> {
  const named = events.slice(0, shownEvents).flatMap((event) => {
    const { repository } = event;
    const number = 'number' in event ? event.number : undefined;
    const shas = [
      'sha' in event ? event.sha : undefined,
      'mergeSha' in event ? event.mergeSha : undefined,
      'head' in event ? event.head : undefined,
    ].filter((sha) => sha !== undefined);
    return [
      ...(number === undefined ? [] : [{ repository, number, sha: null }]),
      ...shas.map((sha) => ({ repository, number: null, sha })),
    ];
  });
  if (named.length === 0) return [];
  return rows(
    database,
    z.object({ id: z.string(), title: z.string() }),
    Prisma.sql`
    select distinct r.name || '/' || c.key as id, c.title
    from json_to_recordset(${JSON.stringify(named)}::json)
      as t(repository text, number int, sha text)
    join repository r on r.name = t.repository
    cross join lateral (
      select key from change where repository_id = r.id and number = t.number
      union select key from change where repository_id = r.id and merge_sha = t.sha
      union select change_key from change_commit where repository_id = r.id and sha = t.sha) as k
    join change c on c.repository_id = r.id and c.key = k.key
    order by 1 limit 50`,
  );
}

/** Has deliveries applied again, by the rules of now; answers with how many. Those without a body stay. */
export function replay(
  database: PrismaClient,
  asked: PostedReplay,
  replayedBy: string,
): Promise<number> {
  const which =
    'filter' in asked
      ? whereOf(asked.filter)
      : Prisma.sql`(d.source, d.delivery_id) in (select * from unnest(
          ${asked.deliveries.map(({ source }) => source)}::text[],
          ${asked.deliveries.map(({ id }) => id)}::text[]))`;
  return database.$transaction(
    async (tx) => {
      const replayed = await tx.$executeRaw`
    update delivery d set state = 'pending', attempts = 0, run_after = now(), error = null,
      settled_at = null
    where ${which} and d.body is not null`;
      await noteInAudit(tx, {
        decidedBy: replayedBy,
        action: 'replay',
        repository: null,
        subject: replayed === 1 ? '1 delivery' : `${replayed} deliveries`,
        reason: '',
        after: asked,
      });
      return replayed;
    },
    { timeout: 60_000 },
  );
}
