import type { PrismaClient } from '@/lib/db/generated/client';
import { applyPending } from '@/lib/intake/claim';
import { rejudgeNext } from '@/lib/ledger/rejudge';
import { requestForVersion } from '@/lib/ledger/rejudgements';
import { refreshRollup } from '@/lib/rollup/rollup';
import { startLoop } from '@/lib/worker/loop';
import { startSchedule } from '@/lib/worker/schedule';

/**
 * How many connections the work needs: each of its loops and the scheduled work hold at most one, so that
 * none keeps another from going on.
 */
export const workConnections = 4;

/**
 * Does what no request waits for: applies deliveries that wait, judges history anew where the rules have
 * changed, counts the rollup anew where something changed, and does what is due at its time.
 * @returns how to stop, which takes no longer than the pieces at hand.
 */
export function startWork(database: PrismaClient, url: string): () => Promise<void> {
  const stops = [
    startSchedule(url, database),
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
