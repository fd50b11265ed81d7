import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import type { PrismaClient } from '@/lib/db/generated/client';
import { reduceBodies } from '@/lib/intake/retention';
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
  };
}

const times = parseCronItems([
  { task: 'retention', match: '17 3 * * *', options: { backfillPeriod: 86_400_000 } },
]);

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/**
 * Does scheduled work for as long as the process runs, on graphile-worker, which keeps what is due in the
 * same database: any number of processes may run, and each piece of work is done once.
 * @returns how to stop: it settles once the work at hand is done.
 */
export async function startSchedule(
  url: string,
  database: PrismaClient,
): Promise<() => Promise<void>> {
  const runner = await run({
    connectionString: url,
    maxPoolSize: 3,
    concurrency: 1,
    noHandleSignals: true,
    taskList: tasksOf(database),
    parsedCronItems: times,
    logger: new Logger(() => (level, message) => log()[levels[level]](message)),
  });
  // It ends when it is stopped, or when the database goes: the start command sees to that.
  runner.promise.catch((error: unknown) => log().error({ err: error }, 'scheduled work ended'));
  return () => runner.stop();
}
