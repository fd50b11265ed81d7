import type { PrismaClient } from '@/lib/db/generated/client';
import { applyPending } from '@/lib/intake/claim';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { requestForVersion } from '@/lib/ledger/rejudgements';
import { startLoop } from '@/lib/worker/loop';

/**
 * How many connections the work needs: each of its loops holds at most one, so that neither keeps the
 * other from going on.
 */
export const workConnections = 2;

/**
 * Does what no request waits for. Deliveries are applied whose request ended before, or that failed and
 * are due again; history is judged anew where the rules have changed.
 * @returns how to stop, which takes no longer than the pieces at hand.
 */
export function startWork(database: PrismaClient): () => Promise<void> {
  const stops = [
    startLoop(
      'waiting deliveries cannot be applied now',
      async () => (await applyPending(database)) > 0,
    ),
    startLoop('history cannot be judged anew now', rejudging(database)),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

/** The rules that are part of the code change only with a new version, so they are compared once. */
function rejudging(database: PrismaClient): () => Promise<boolean> {
  let compared = false;
  return async () => {
    if (!compared) await requestForVersion(database);
    compared = true;
    return rejudgeNext(database);
  };
}
