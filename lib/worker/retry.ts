import type { PrismaClient } from '@/lib/db/generated/client';
import { applyPending } from '@/lib/intake/claim';
import { log } from '@/lib/log';

const pauseMs = 1_000;
/** While the database is not to be had, one line a minute says so, not one a second. */
const quietMs = 60_000;

/**
 * Applies what waits, for as long as the process runs: deliveries whose request ended before they were
 * applied, and those that failed and are due again. Answers with how to stop it.
 */
export function startRetries(database: PrismaClient): () => Promise<void> {
  let stopped = false;
  let wake = () => {};
  let toldAt = 0;

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const drain = async () => {
    while (!stopped && (await applyPending(database)) > 0);
  };

  const run = async () => {
    while (!stopped) {
      await drain().catch((error: unknown) => {
        if (Date.now() - toldAt < quietMs) return;
        toldAt = Date.now();
        log().warn({ err: error }, 'waiting deliveries cannot be applied now');
      });
      if (!stopped) await pause();
    }
  };
  const running = run();

  return async () => {
    stopped = true;
    wake();
    await running;
  };
}
