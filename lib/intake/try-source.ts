import { randomUUID } from 'node:crypto';
import { findSource } from '@/lib/access/configured-sources';
import { noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import { accept, type DeliveryKey } from '@/lib/intake/accept';
import { VerifiedDelivery } from '@/lib/sources/source';

/** Stores a delivery of a source that says nothing, to see that it is settled; undefined where there is no such source. */
export async function trySource(
  database: PrismaClient,
  source: string,
  triedBy: string,
): Promise<DeliveryKey | undefined> {
  if ((await findSource(database, source)) === undefined) return undefined;
  const id = `test-${randomUUID()}`;
  const body = new TextEncoder().encode('{"test":true}');
  const delivery = new VerifiedDelivery({ 'content-type': 'application/json' }, body, new Date());
  return database.$transaction(async (tx) => {
    await accept(tx, { source, id }, 'test', delivery);
    await noteInAudit(tx, {
      decidedBy: triedBy,
      action: 'test-source',
      repository: null,
      subject: source,
      reason: '',
      after: { delivery: id },
    });
    return { source, id };
  });
}
