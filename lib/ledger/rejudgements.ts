import * as z from 'zod/mini';
import type { Database } from '@/lib/db/client';
import { Prisma, type PrismaClient } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { loadJudging } from '@/lib/ledger/judging';

/**
 * Asks for all that is stored to be judged anew by the rules of a digest. One that waits or runs is
 * superseded: it would judge by rules that no longer stand.
 */
export async function requestRejudgement(
  tx: Database,
  reason: string,
  rules: string,
): Promise<void> {
  await tx.$executeRaw`
    update rejudgement set state = 'superseded', finished_at = now()
    where state in ('waiting', 'running')`;
  await tx.$executeRaw`insert into rejudgement (reason, rules) values (${reason}, ${rules})`;
}

/** Asks for it where this version's rules are others than those that history was judged by last. */
export async function requestForVersion(database: PrismaClient): Promise<void> {
  await database.$transaction(async (tx) => {
    const { digest } = await loadJudging(tx);
    const [last] = await rows(
      tx,
      z.object({ rules: z.string() }),
      Prisma.sql`select rules from rejudgement order by id desc limit 1`,
    );
    if (last?.rules === digest) return;
    await requestRejudgement(tx, 'This version of Aftermerge judges by other rules', digest);
  });
}
