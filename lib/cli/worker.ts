import { interruption, runCommand } from '@/lib/cli/run-command';
import { connect } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/migrations';
import { openDatabase } from '@/lib/db/open-database';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';
import { startWork, workConnections } from '@/lib/worker/work';

/** Does the background work alone, beside any number of web processes and other workers. */
async function work(): Promise<void> {
  const interrupted = interruption();
  const { DATABASE_URL, AFTERMERGE_DATA } = env();
  const server = await openDatabase({ databaseUrl: DATABASE_URL, dataFolder: AFTERMERGE_DATA });
  try {
    await applyMigrations(server.url);
    const prisma = connect(server.url, workConnections);
    const stop = startWork(prisma, server.url);
    console.log('The worker is ready.');
    try {
      await Promise.race([interrupted, server.lost.then(refuseLoss)]);
      console.log('Stopping …');
    } finally {
      await stop();
      await prisma.$disconnect();
    }
  } finally {
    await server.release();
  }
}

function refuseLoss(): never {
  throw new Problem('The database ended by itself: start it, then run npm run worker again.');
}

await runCommand(work);
