import * as z from 'zod/mini';
import { noteInAudit } from '@/lib/audit/note';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

/** Why the sample cannot be loaded or removed now, in words for whoever asked. */
export class SampleRefusal extends Error {
  override name = 'SampleRefusal';
}

/** The key of the advisory lock that lets one load or removal run at a time, over all processes. */
const sampleLock = 4_206_002;

/**
 * Runs the work while nobody else loads or removes the sample. The lock is held by a transaction that
 * is handed to the work and stays open beside the work's own.
 * @throws SampleRefusal when somebody else does.
 */
export function alone<T>(
  database: PrismaClient,
  work: (lock: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return database.$transaction(
    async (tx) => {
      const [lock] = await rows(
        tx,
        z.object({ held: z.boolean() }),
        Prisma.sql`select pg_try_advisory_xact_lock(${sampleLock}) as held`,
      );
      if (lock?.held !== true) {
        throw new SampleRefusal(
          'The sample is being loaded or removed already: wait until that is done.',
        );
      }
      return work(tx);
    },
    { timeout: 900_000 },
  );
}

/** Adds to the audit trail that the sample came or went, in the transaction of that. */
export function noteOfSample(
  tx: Prisma.TransactionClient,
  action: 'load-sample' | 'remove-sample',
  decidedBy: string,
): Promise<void> {
  const subject = 'the sample organisation';
  return noteInAudit(tx, { decidedBy, action, repository: null, subject, reason: '' });
}
