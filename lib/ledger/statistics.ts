import * as z from 'zod/mini';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';

/** Smaller batches are quick by any plan. */
const rowsAtLeast = 50;

/**
 * Tells PostgreSQL how large the tables have become when a batch has changed them a lot. It does so
 * itself only once a minute, and until then plans for tables that are nearly empty: the first batches
 * of an import took fifty times as long.
 */
export async function keepStatistics(tx: Prisma.TransactionClient, written: number): Promise<void> {
  if (written < rowsAtLeast) return;
  const [table] = await rows(
    tx,
    z.object({ known: z.number() }),
    Prisma.sql`select reltuples as known from pg_class where oid = 'change'::regclass`,
  );
  if (table !== undefined && table.known < written * 3) {
    await tx.$executeRaw`analyze change, change_commit`;
  }
}
