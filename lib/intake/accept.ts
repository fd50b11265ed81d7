import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { storableText } from '@/lib/db/json';
import { rows } from '@/lib/db/rows';
import type { VerifiedDelivery } from '@/lib/sources/source';

/** Which delivery: unique among those of one source. */
export interface DeliveryKey {
  /** The source's id. */
  source: string;
  id: string;
}

/**
 * Stores a delivery before anything is made of it: once, however often it is sent.
 * @param event the sender's word for what happened, whatever is in it.
 */
export async function accept(
  database: Database,
  { source, id }: DeliveryKey,
  event: string,
  delivery: VerifiedDelivery,
): Promise<{ duplicate: boolean }> {
  const headers = JSON.stringify(delivery.headers);
  const [stored] = await rows(
    database,
    z.object({ seen_count: z.int() }),
    Prisma.sql`
      insert into delivery as known (source, delivery_id, event, received_at, headers, body)
      values (${source}, ${id}, ${storableText(event)}, ${delivery.receivedAt}, ${headers}::jsonb, ${delivery.body})
      on conflict (source, delivery_id) do update set seen_count = known.seen_count + 1
      returning seen_count`,
  );
  return { duplicate: stored?.seen_count !== 1 };
}

/** A delivery with its key, of many that are stored at once. */
export interface KeyedDelivery extends DeliveryKey {
  event: string;
  delivery: VerifiedDelivery;
}

/** Enough for a statement to be worth its while, and few enough for its text to be held. */
const acceptedAtOnce = 500;

/**
 * Stores deliveries that a backfill worded, as part of a transaction: those that are not known yet.
 * @returns how many were new.
 */
export async function acceptMany(
  tx: Prisma.TransactionClient,
  deliveries: readonly KeyedDelivery[],
): Promise<number> {
  let stored = 0;
  for (let at = 0; at < deliveries.length; at += acceptedAtOnce) {
    const told = deliveries.slice(at, at + acceptedAtOnce).map(({ delivery, ...key }) => ({
      ...key,
      received_at: delivery.receivedAt.toISOString(),
      headers: delivery.headers,
      body: Buffer.from(delivery.body).toString('base64'),
    }));
    stored += await tx.$executeRaw`
      insert into delivery (source, delivery_id, event, received_at, headers, body)
      select source, id, event, received_at, headers, decode(body, 'base64')
      from json_to_recordset(${JSON.stringify(told)}::json) as d(
        source text, id text, event text, received_at timestamptz, headers jsonb, body text)
      on conflict (source, delivery_id) do nothing`;
  }
  return stored;
}

/** What the ids of deliveries begin with that no sender sent: a backfill asked for what they say. */
export const backfilled = 'backfill:';

/** Counts a request that was not believed, and why: that is all that is kept of it. */
export async function countRefusal(
  database: PrismaClient,
  source: string,
  refusal: string,
): Promise<void> {
  await database.$executeRaw`
    update source set refused = refused + 1, last_refused_at = now(), last_refusal = ${refusal}
    where id = ${source}`;
}
