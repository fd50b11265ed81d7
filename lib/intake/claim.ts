import * as z from 'zod/mini';
import { recallSource } from '@/lib/access/configured-sources';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableText } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import { isUnavailable } from '@/lib/db/unavailable';
import type { LedgerEvent } from '@/lib/domain/event';
import { backfilled, type DeliveryKey } from '@/lib/intake/accept';
import { inParts } from '@/lib/intake/in-parts';
import { readDelivery } from '@/lib/intake/read-delivery';
import { applying, applyWithin } from '@/lib/ledger/apply-batch';
import { log } from '@/lib/log';

/** How often a delivery is tried before it is left for a person to look at. */
const attemptsAtMost = 8;
/** Enough for a statement to be worth its while. */
const claimedAtMost = 500;
/** Bodies of up to 25 MB are held at once. */
const claimedBytes = 32 * 1024 * 1024;

const Claimed = z.object({
  source: z.string(),
  id: z.string(),
  receivedAt: z.date(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Uint8Array),
});
type Claimed = z.output<typeof Claimed>;

/** What has come of a delivery. */
interface Settled extends DeliveryKey {
  receivedAt: Date;
  events: LedgerEvent[];
  state: 'applied' | 'ignored' | 'dead';
  /** Why it is not simply applied. */
  error: string | null;
}

/**
 * Applies deliveries that wait, the longest waiting first: claim, effect and state change are one
 * transaction, so each has its effect once, whoever else claims. What cannot be applied is found by
 * halves, waits, and harms no neighbour.
 * @returns how many were claimed: 0 when none is due that nobody else has.
 */
export async function applyPending(database: PrismaClient): Promise<number> {
  const due = Prisma.sql`state = 'pending' and run_after <= now() order by run_after`;
  let claimed: DeliveryKey[] = [];
  try {
    await applyWhere(database, due, (keys) => {
      claimed = keys;
    });
  } catch (error) {
    if (isUnavailable(error) || claimed.length === 0) throw error;
    await inParts(
      claimed,
      (part) => applyWhere(database, waitingAmong(part)),
      (key, reason) => postpone(database, key, reason),
    );
  }
  return claimed.length;
}

async function applyWhere(
  database: PrismaClient,
  which: Prisma.Sql,
  tell: (keys: DeliveryKey[]) => void = () => {},
): Promise<void> {
  await database.$transaction(async (tx) => {
    const claimed = await claim(tx, which);
    tell(claimed.map(({ source, id }) => ({ source, id })));
    const read = await Promise.all(claimed.map((one) => settle(database, one)));
    const events = read.flatMap((delivery) => delivery.events);
    if (events.length > 0) {
      const heard = lastHeard(read);
      await applyWithin(tx, events, { rank: 'host', heardAt: (name) => heard.get(name) });
    }
    await finish(tx, read);
  }, applying);
}

function claim(tx: Prisma.TransactionClient, which: Prisma.Sql): Promise<Claimed[]> {
  return rows(
    tx,
    Claimed,
    Prisma.sql`
      with chosen as materialized (
        select * from delivery where ${which} limit ${claimedAtMost} for update skip locked),
      sized as (
        select source, delivery_id as id, received_at as "receivedAt", headers,
          coalesce(body, ''::bytea) as body, row_number() over o as place,
          sum(coalesce(octet_length(body), 0)) over o as bytes
        from chosen window o as (order by run_after, source, delivery_id))
      select source, id, "receivedAt", headers, body from sized
      where place = 1 or bytes <= ${claimedBytes}`,
  );
}

/** Never throws: what a source cannot make anything of must not stop its neighbours. */
async function settle(database: PrismaClient, one: Claimed): Promise<Settled> {
  const { source, id, receivedAt } = one;
  const reading = readDelivery(await recallSource(database, source), one);
  if (reading.fault) {
    const error = `${reading.fault.path} ${reading.fault.reason}`.trim();
    return { source, id, receivedAt, events: [], state: 'dead', error };
  }
  const { events, ignored } = reading;
  const state = ignored === undefined ? 'applied' : 'ignored';
  return { source, id, receivedAt, events, state, error: ignored ?? null };
}

/**
 * When each repository was last told of by its sender. A backfill is no sender: until its end, all that is
 * known is known up to its newest event only.
 */
function lastHeard(read: readonly Settled[]): Map<string, Date> {
  const heard = new Map<string, Date>();
  for (const { id, events, receivedAt } of read) {
    if (id.startsWith(backfilled)) continue;
    for (const { repository } of events) {
      const known = heard.get(repository);
      if (known === undefined || known < receivedAt) heard.set(repository, receivedAt);
    }
  }
  return heard;
}

async function finish(tx: Prisma.TransactionClient, read: readonly Settled[]): Promise<void> {
  if (read.length === 0) return;
  const outcomes = read.map(({ source, id, state, error, events }) => ({
    source,
    id,
    state,
    error: error === null ? null : storableText(error),
    repositories: [...new Set(events.map(({ repository }) => repository))],
  }));
  await tx.$executeRaw`
    update delivery d set state = o.state, error = o.error, attempts = d.attempts + 1,
      settled_at = now(), repositories = o.repositories
    from json_to_recordset(${JSON.stringify(outcomes)}::json)
      as o(source text, id text, state text, error text, repositories text[])
    where d.source = o.source and d.delivery_id = o.id`;
}

/** Tries again later: after 10 s, 20 s, … 20 min, each up to half sooner or later, then not at all. */
async function postpone(
  database: PrismaClient,
  { source, id }: DeliveryKey,
  failure: unknown,
): Promise<void> {
  const error = storableText(wordsOf(failure));
  log().error({ err: failure, source, delivery: id }, 'a delivery could not be applied');
  await database.$executeRaw`
    update delivery set error = ${error}, attempts = attempts + 1, settled_at = now(),
      state = case when attempts + 1 >= ${attemptsAtMost} then 'dead' else 'pending' end,
      run_after = now() + make_interval(secs => 10 * power(2, attempts) * (0.5 + random()))
    where source = ${source} and delivery_id = ${id} and state = 'pending'`;
}

/** The last line of what was thrown: those before it only quote our call. */
function wordsOf(failure: unknown): string {
  const message = failure instanceof Error ? failure.message : String(failure);
  return (message.trim().split('\n').at(-1) ?? '').slice(0, 1_000);
}

function waitingAmong(keys: readonly DeliveryKey[]): Prisma.Sql {
  return Prisma.sql`state = 'pending' and (source, delivery_id) in (
    select * from unnest(${keys.map(({ source }) => source)}::text[],
      ${keys.map(({ id }) => id)}::text[]))`;
}
