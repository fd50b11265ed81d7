import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '@/lib/db/embedded';
import { applyMigrations } from '@/lib/db/migrations';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database that nobody uses, so that it can be copied. */
    templateUrl: string;
  }
}

/** One PostgreSQL for all database tests of a run, with a migrated database to copy. */
export default async function testServer(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'aftermerge-test-'));
  // As root PostgreSQL runs as another user, who must get in.
  chmodSync(dataFolder, 0o755);
  const database = await openEmbedded({ dataFolder, durable: false });
  await applyMigrations(database.url);
  project.provide('templateUrl', database.url);
  return async () => {
    await database.release();
    rmSync(dataFolder, { recursive: true });
  };
}
