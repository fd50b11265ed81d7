import type { TestProject } from 'vitest/node';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database that nobody uses, so that it can be copied. */
    templateUrl: string;
  }
}

/** One PostgreSQL for all database tests of a run, with a migrated database to copy. */
export default async function testServer(project: TestProject): Promise<() => Promise<void>> {
  const database = await openTemporaryDatabase();
  project.provide('templateUrl', database.url);
  return () => database.release();
}
