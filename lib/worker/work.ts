import type { PrismaClient } from '@/lib/db/generated/client';
import { applyPending } from '@/lib/intake/claim';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { requestForVersion } from '@/lib/ledger/rejudgements';
import { refreshRollup } from '@/lib/rollup/rollup';
import { startLoop } from '@/lib/worker/loop';

/**
 * How many connections the work needs: each of its loops holds at most one, so that none keeps
 * another from going on.
 */
export const workConnections = 3;

/**
 * Does what no request waits for. Deliveries are applied whose request ended before, or that failed and
 * are due again; history is judged anew where the rules have changed; the rollup
 * is counted anew where something changed.
 * @returns how to stop, which takes no longer than the pieces at hand.
 */
export function startWork(database: PrismaClient): () => Promise<void> {
  const stops = [
    startLoop(
      'waiting deliveries cannot be applied now',
      async () => (await applyPending(database)) > 0,
    ),
    startLoop('history cannot be judged anew now', rejudging(database)),
    startLoop('the rollup cannot be counted now', async () => {
      await refreshRollup(database);
      return false;
    }),
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
