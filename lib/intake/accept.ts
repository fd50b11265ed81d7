import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { type SourceKind, sources } from '@/lib/sources/registry';
import type { VerifiedDelivery } from '@/lib/sources/source';

/** Which delivery: unique among those of one source. */
export interface DeliveryKey {
  source: SourceKind;
  id: string;
}

/** For as long after it came, a delivery is left to the request that brought it. */
const headStartSeconds = 5;

/** Stores a delivery before anything is made of it: once, however often it is sent. */
export async function accept(
  database: PrismaClient,
  source: SourceKind,
  delivery: VerifiedDelivery,
): Promise<DeliveryKey & { duplicate: boolean }> {
  const { id, event } = sources[source].identify(delivery);
  const headers = JSON.stringify(delivery.headers);
  const [stored] = await rows(
    database,
    z.object({ seen_count: z.int() }),
    Prisma.sql`
      insert into delivery as known (source, delivery_id, event, received_at, headers, body, run_after)
      values (${source}, ${id}, ${event}, ${delivery.receivedAt}, ${headers}::jsonb, ${delivery.body},
        now() + make_interval(secs => ${headStartSeconds}))
      on conflict (source, delivery_id) do update set seen_count = known.seen_count + 1
      returning seen_count`,
  );
  return { source, id, duplicate: stored?.seen_count !== 1 };
}

/** What has come of a delivery so far, and why where it was not simply applied. */
export async function findOutcome(
  database: PrismaClient,
  { source, id }: DeliveryKey,
): Promise<{ state: string; reason?: string }> {
  const { state, error } = await database.delivery.findUniqueOrThrow({
    where: { source_deliveryId: { source, deliveryId: id } },
    select: { state: true, error: true },
  });
  return { state, ...(error === null ? {} : { reason: error }) };
}

/** Counts a request that was not believed: that is all that is kept of it. */
export async function countRefusal(database: PrismaClient, source: SourceKind): Promise<void> {
  await database.$executeRaw`
    insert into source as known (kind, refused, last_refused_at) values (${source}, 1, now())
    on conflict (kind) do update set refused = known.refused + 1, last_refused_at = now()`;
}
