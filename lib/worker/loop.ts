import { log } from '@/lib/log';

const pauseMs = 1_000;
/** While the database is not to be had, one line a minute says so, not one a second. */
const quietMs = 60_000;

/**
 * Does a kind of work piece by piece for as long as the process runs, and looks again a second after
 * there was none. What fails is logged as `trouble` and tried again.
 * @param next does one piece, and tells whether there may be more.
 * @returns how to stop: it settles once the piece at hand is done.
 */
export function startLoop(trouble: string, next: () => Promise<boolean>): () => Promise<void> {
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
    while (!stopped && (await next()));
  };

  const run = async () => {
    while (!stopped) {
      await drain().catch((error: unknown) => {
        if (Date.now() - toldAt < quietMs) return;
        toldAt = Date.now();
        log().warn({ err: error }, trouble);
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
