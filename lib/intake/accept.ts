import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import type { VerifiedDelivery } from '@/lib/sources/source';

/** Which delivery: unique among those of one source. */
export interface DeliveryKey {
  /** The source's id. */
  source: string;
  id: string;
}

/** Stores a delivery before anything is made of it: once, however often it is sent. */
export async function accept(
  database: PrismaClient,
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
      values (${source}, ${id}, ${event}, ${delivery.receivedAt}, ${headers}::jsonb, ${delivery.body})
      on conflict (source, delivery_id) do update set seen_count = known.seen_count + 1
      returning seen_count`,
  );
  return { duplicate: stored?.seen_count !== 1 };
}

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
