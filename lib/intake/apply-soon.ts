import type { PrismaClient } from '@/lib/db/generated/client';
import type { DeliveryKey } from '@/lib/intake/accept';
import { applyDeliveries } from '@/lib/intake/claim';

interface Queue {
  waiting: DeliveryKey[];
  /** Settles when all that waits is applied. */
  turn: Promise<void>;
}

const queues = new WeakMap<PrismaClient, Queue>();

/**
 * Applies a delivery together with all others that come while one turn runs, so that a burst costs a
 * few transactions and not one each. Settles when it is applied or postponed.
 */
export function applySoon(database: PrismaClient, key: DeliveryKey): Promise<void> {
  const queue = queues.get(database) ?? { waiting: [], turn: Promise.resolve() };
  queues.set(database, queue);
  queue.waiting.push(key);
  if (queue.waiting.length === 1) {
    const takeTurn = () => applyDeliveries(database, queue.waiting.splice(0));
    queue.turn = queue.turn.then(takeTurn, takeTurn);
  }
  return queue.turn;
}
