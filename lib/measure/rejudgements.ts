import * as z from 'zod/mini';
import { Rejudgement, type RejudgementsAnswer } from '@/lib/api/rejudgements';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { rows } from '@/lib/db/rows';
import { Authorship } from '@/lib/domain/change';

const shownAtMost = 10;

const Row = z.object({
  id: z.int(),
  reason: z.string(),
  state: Rejudgement.shape.state,
  total: z.int(),
  done: z.int(),
  moved: z.record(z.string(), z.int()),
  requested_at: z.date(),
  finished_at: z.nullable(z.date()),
});

/** The last passes over all that is stored: how far they are and what they moved. */
export async function rejudgements(database: Database): Promise<RejudgementsAnswer> {
  const found = await rows(
    database,
    Row,
    Prisma.sql`select id, reason, state, total, done, moved, requested_at, finished_at
      from rejudgement order by id desc limit ${shownAtMost}`,
  );
  return {
    rejudgements: found.map(({ requested_at, finished_at, moved, ...row }) => ({
      ...row,
      moved: Object.entries(moved)
        .map(([move, changes]) => ({ ...readMove(move), changes }))
        .sort((a, b) => b.changes - a.changes),
      requestedAt: requested_at.toISOString(),
      finishedAt: finished_at?.toISOString() ?? null,
    })),
  };
}

/** `human agent` is how the ledger keeps a move. */
function readMove(move: string) {
  const [from, to] = move.split(' ');
  return { from: Authorship.parse(from), to: Authorship.parse(to) };
}
