import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableText } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { LedgerEvent } from '@/lib/domain/event';
import type { DeliveryKey } from '@/lib/intake/accept';
import { inParts } from '@/lib/intake/in-parts';
import { impossibleMoment } from '@/lib/intake/moments';
import { applyBatch } from '@/lib/ledger/apply-batch';
import { log } from '@/lib/log';
import { SourceKind, sources } from '@/lib/sources/registry';
import { type Reading, VerifiedDelivery } from '@/lib/sources/source';

/** How often a delivery is tried before it is left for a person to look at. */
const attemptsAtMost = 8;
/** Who claims a delivery has it for so long; after a crash it is claimed again. */
const leaseSeconds = 60;
/** Bodies of up to 25 MB are held at once. */
const claimedAtMost = 20;

const Claimed = z.object({
  source: SourceKind,
  id: z.string(),
  receivedAt: z.date(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Uint8Array),
});
type Claimed = z.output<typeof Claimed>;

interface Read extends DeliveryKey {
  receivedAt: Date;
  events: LedgerEvent[];
  state: 'applied' | 'ignored' | 'unreadable';
  /** Why it is not simply applied. */
  error: string | null;
}

/** Applies deliveries that wait, the longest waiting first, and tells how many were claimed. */
export async function applyPending(database: PrismaClient): Promise<number> {
  return applyClaimed(
    database,
    Prisma.sql`state = 'pending' and run_after <= now() order by run_after`,
  );
}

/** Applies these deliveries, except those that somebody else has claimed already. */
export async function applyDeliveries(
  database: PrismaClient,
  keys: readonly DeliveryKey[],
): Promise<void> {
  for (let from = 0; from < keys.length; from += claimedAtMost) {
    const part = keys.slice(from, from + claimedAtMost);
    await applyClaimed(
      database,
      Prisma.sql`state = 'pending' and attempts = 0
        and (source, delivery_id) in ${keysTable(part)}`,
    );
  }
}

async function applyClaimed(database: PrismaClient, which: Prisma.Sql): Promise<number> {
  const claimed = await claim(database, which);
  await inParts(
    claimed.map(readClaimed),
    (part) => applyPart(database, part),
    (delivery, error) => postpone(database, delivery, error),
  );
  return claimed.length;
}

function claim(database: PrismaClient, which: Prisma.Sql): Promise<Claimed[]> {
  return rows(
    database,
    Claimed,
    Prisma.sql`
      with chosen as materialized (
        select source, delivery_id from delivery where ${which}
        limit ${claimedAtMost} for update skip locked)
      update delivery d
      set attempts = attempts + 1, run_after = now() + make_interval(secs => ${leaseSeconds})
      from chosen c where (d.source, d.delivery_id) = (c.source, c.delivery_id)
      returning d.source, d.delivery_id as id, d.received_at as "receivedAt", d.headers, d.body`,
  );
}

/** Never throws: what a source cannot make anything of must not stop its neighbours. */
function readClaimed({ source, id, receivedAt, headers, body }: Claimed): Read {
  const read = { source, id, receivedAt, events: [], error: null };
  const reading = readSafely(
    source,
    new VerifiedDelivery(headers, new Uint8Array(body), receivedAt),
  );
  const fault =
    reading.fault ??
    reading.events.map((event) => impossibleMoment(event, receivedAt)).find((one) => one);
  if (fault !== undefined) {
    return { ...read, state: 'unreadable', error: `${fault.path} ${fault.reason}`.trim() };
  }
  const { events = [], ignored } = reading;
  return { ...read, events, state: ignored ? 'ignored' : 'applied', error: ignored ?? null };
}

function readSafely(source: SourceKind, delivery: VerifiedDelivery): Reading {
  try {
    return sources[source].read(delivery);
  } catch (error) {
    log().error({ err: error }, 'a delivery could not be read');
    return { fault: { path: '', reason: 'cannot be read: the log says why' } };
  }
}

/** The effect of deliveries and their state are one transaction: both or neither. */
async function applyPart(database: PrismaClient, part: readonly Read[]): Promise<void> {
  const events = part.flatMap((delivery) => delivery.events);
  if (events.length === 0) return finish(database, part);
  await applyBatch(database, events, {
    rank: 'host',
    heardAt: new Date(Math.min(...part.map(({ receivedAt }) => receivedAt.getTime()))),
    within: (tx) => finish(tx, part),
  });
}

async function finish(
  database: Pick<PrismaClient, '$executeRaw'>,
  part: readonly Read[],
): Promise<void> {
  const outcomes = part.map(({ source, id, state, error }) => ({
    source,
    id,
    state,
    error: error === null ? null : storableText(error),
  }));
  await database.$executeRaw`
    update delivery d set state = o.state, error = o.error
    from json_to_recordset(${JSON.stringify(outcomes)}::json)
      as o(source text, id text, state text, error text)
    where (d.source, d.delivery_id) = (o.source, o.id) and d.state = 'pending'`;
}

/** Tries again later: after 10 s, 20 s, … 20 min, each up to half sooner or later, then not at all. */
async function postpone(
  database: PrismaClient,
  { source, id }: DeliveryKey,
  failure: unknown,
): Promise<void> {
  const error = storableText(wordsOf(failure));
  log().error({ source, delivery: id, error }, 'a delivery could not be applied');
  await database.$executeRaw`
    update delivery set error = ${error},
      state = case when attempts >= ${attemptsAtMost} then 'dead' else 'pending' end,
      run_after = now() + make_interval(secs => 5 * power(2, attempts) * (0.5 + random()))
    where source = ${source} and delivery_id = ${id} and state = 'pending'`;
}

/** The last line of what was thrown: those before it only quote our call. */
function wordsOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  return (message.trim().split('\n').at(-1) ?? '').slice(0, 1_000);
}

function keysTable(keys: readonly DeliveryKey[]): Prisma.Sql {
  const kinds = keys.map(({ source }) => source);
  const ids = keys.map(({ id }) => id);
  return Prisma.sql`(select * from unnest(${kinds}::text[], ${ids}::text[]))`;
}
