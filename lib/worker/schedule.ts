import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import { NamedDigest } from '@/lib/api/digests';
import { reconcile } from '@/lib/backfill/reconcile';
import type { PrismaClient } from '@/lib/db/generated/client';
import { sendDigest } from '@/lib/digest/send-digest';
import { env } from '@/lib/env';
import { withoutValues } from '@/lib/error-facts';
import { reduceBodies, reductionTime } from '@/lib/intake/retention';
import { loadSettings } from '@/lib/ledger/judging';
import { log } from '@/lib/log';

/** What is done at its time, by one of all the processes that run; times are UTC. */
function tasksOf(database: PrismaClient): TaskList {
  return {
    retention: async () => {
      const { retention } = await loadSettings(database);
      const reduced = await reduceBodies(database, retention.rawDays);
      if (reduced > 0) log().info({ reduced }, 'bodies of old deliveries are reduced to digests');
    },
    reconcile: async () => {
      const { GITHUB_TOKEN: github, GITLAB_TOKEN: gitlab } = env();
      const found = await reconcile(database, {
        ...(github === undefined ? {} : { github }),
        ...(gitlab === undefined ? {} : { gitlab }),
      });
      if (found > 0) log().info({ found }, 'hosts told of what their webhooks had not');
    },
    // Each is a piece of work of its own, so that one that fails is tried again alone.
    digests: async (_, { addJob }) => {
      const digests = await database.digest.findMany({ select: { id: true } });
      for (const { id } of digests) {
        await addJob('digest', { id }, { jobKey: `digest ${id}`, maxAttempts: 8 });
      }
    },
    digest: async (payload) => {
      const sent = await sendDigest(database, NamedDigest.parse(payload).id);
      if (sent > 0) log().info({ sent }, 'digests went out');
    },
  };
}

const times = parseCronItems([
  {
    task: 'retention',
    match: `${reductionTime.minute} ${reductionTime.hour} * * *`,
    options: { backfillPeriod: 86_400_000 },
  },
  { task: 'reconcile', match: '47 3 * * *' },
  // After the reconciling, so that a day is told of in whole.
  { task: 'digests', match: '7 6 * * *', options: { backfillPeriod: 86_400_000 } },
]);

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

const pauseMs = 2_000;

/**
 * Does scheduled work for as long as the process runs, on graphile-worker, which keeps what is due in the
 * same database: any number of processes may run, and each piece of work is done once. Where the database
 * goes, it begins again once there is one.
 * @returns how to stop: it settles once the work at hand is done.
 */
export function startSchedule(url: string, database: PrismaClient): () => Promise<void> {
  const stopped = new AbortController();
  const running = (async () => {
    while (!stopped.signal.aborted) {
      await runSchedule(url, database, stopped.signal).catch((error: unknown) =>
        log().warn({ err: error }, 'scheduled work cannot be done now'),
      );
      await sleep(pauseMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  })();
  return async () => {
    stopped.abort();
    await running;
  };
}

/** Settles when it is stopped, or when the database goes. */
async function runSchedule(
  url: string,
  database: PrismaClient,
  stopped: AbortSignal,
): Promise<void> {
  const runner = await run({
    connectionString: url,
    maxPoolSize: 3,
    concurrency: 1,
    noHandleSignals: true,
    taskList: tasksOf(database),
    parsedCronItems: times,
    logger: new Logger(() => (level, message) => log()[levels[level]](withoutValues(message))),
  });
  const stop = () => void runner.stop().catch(() => {});
  stopped.addEventListener('abort', stop, { once: true });
  if (stopped.aborted) stop();
  await runner.promise.finally(() => stopped.removeEventListener('abort', stop));
}
