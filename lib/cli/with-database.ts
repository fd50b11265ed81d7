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
  const { DATABASE_URL, AFTERMERGE_DATA } = env();
  return withServer(
    () => openDatabase({ databaseUrl: DATABASE_URL, dataFolder: AFTERMERGE_DATA }),
    work,
  );
}

/** Does a command's work on an empty database of its own, of which nothing is left afterwards. */
export async function withTemporaryDatabase<Answer>(work: Work<Answer>): Promise<Answer> {
  return withServer(openTemporaryDatabase, work);
}

type Work<Answer> = (database: PrismaClient, url: string) => Promise<Answer>;

async function withServer<Answer>(
  open: () => Promise<Pick<OpenDatabase, 'url' | 'release'>>,
  work: Work<Answer>,
): Promise<Answer> {
  const interrupted = interruption();
  const server = await open();
  const prisma = connect(server.url);
  const worked = applyMigrations(server.url)
    .then(() => work(prisma, server.url))
    // Not after an interruption: it would wait for the query that runs.
    .finally(() => prisma.$disconnect());
  try {
    return await orInterrupted(interrupted, worked);
  } finally {
    await server.release();
  }
}
