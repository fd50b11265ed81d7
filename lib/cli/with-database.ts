import { interruption, orInterrupted } from '@/lib/cli/run-command';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { applyMigrations } from '@/lib/db/migrations';
import { type OpenDatabase, openDatabase } from '@/lib/db/open-database';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';
import { env } from '@/lib/env';

/**
 * Does a command's work on the migrated database, whether the application runs at the same time or
 * not, and gives the database up at the end. Ctrl-C ends the work where it stands.
 */
export async function withDatabase<Answer>(work: Work<Answer>): Promise<Answer> {
  return onServer(openOwn, migrated(work));
}

/** Does a command's work on the database as it is, whatever its tables are. */
export async function withServer<Answer>(work: (url: string) => Promise<Answer>): Promise<Answer> {
  return onServer(openOwn, work);
}

/** Does a command's work on an empty database of its own, of which nothing is left afterwards. */
export async function withTemporaryDatabase<Answer>(work: Work<Answer>): Promise<Answer> {
  return onServer(openTemporaryDatabase, migrated(work));
}

type Work<Answer> = (database: PrismaClient, url: string) => Promise<Answer>;

function openOwn(): Promise<OpenDatabase> {
  const { DATABASE_URL, AFTERMERGE_DATA } = env();
  return openDatabase({ databaseUrl: DATABASE_URL, dataFolder: AFTERMERGE_DATA });
}

const migrated =
  <Answer>(work: Work<Answer>) =>
  async (url: string) => {
    await applyMigrations(url);
    const prisma = connect(url);
    // Not after an interruption: it would wait for the query that runs.
    return work(prisma, url).finally(() => prisma.$disconnect());
  };

async function onServer<Answer>(
  open: () => Promise<Pick<OpenDatabase, 'url' | 'release'>>,
  work: (url: string) => Promise<Answer>,
): Promise<Answer> {
  const interrupted = interruption();
  const server = await open();
  try {
    return await orInterrupted(interrupted, work(server.url));
  } finally {
    await server.release();
  }
}
