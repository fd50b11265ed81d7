import * as z from 'zod/mini';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { applyPending } from '@/lib/intake/claim';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { startLoop } from '@/lib/worker/loop';

/** Applies what is delivered while requests go on. */
export function startQueue(database: PrismaClient): () => Promise<void> {
  return startLoop('deliveries cannot be applied', async () => (await applyPending(database)) > 0);
}

/** Applies what is left, those that wait for another try among them; answers with what went wrong, in words. */
export async function emptyQueue(database: PrismaClient): Promise<string[]> {
  const hurry = () =>
    database.$executeRaw`update delivery set run_after = now() where state = 'pending'`;
  while ((await hurry()) > 0) await applyPending(database);
  const amiss = await rows(
    database,
    z.object({ told: z.string() }),
    Prisma.sql`
      select concat_ws(' ', source, delivery_id, event, state, error, left(encode(body, 'escape'), 2000)) as told
      from delivery
      where state not in ('applied', 'ignored', 'dead') or (state = 'dead'
        and (error is null or attempts > 1 or error like '%the log says why%'))`,
  );
  return amiss.map(({ told }) => `A delivery came to nothing: ${told}`);
}

/** How many deliveries came to which end. */
export async function endsOf(database: PrismaClient): Promise<string> {
  const ends = await rows(
    database,
    z.object({ state: z.string(), times: z.int() }),
    Prisma.sql`select state, count(*)::int as times from delivery group by state order by state`,
  );
  return ends.map(({ state, times }) => `${times} ${state}`).join(', ');
}

/** Judges history anew as far as rules were changed. */
export async function judgeAnew(database: PrismaClient): Promise<void> {
  while (await rejudgeNext(database));
}
