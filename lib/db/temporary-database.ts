import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@/lib/db/embedded';
import { applyMigrations } from '@/lib/db/migrations';

/** A migrated database on a server of its own, which is gone once it is released. */
export async function openTemporaryDatabase(): Promise<{ url: string; release(): Promise<void> }> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'aftermerge-'));
  // As root PostgreSQL runs as another user, who must get in.
  chmodSync(dataFolder, 0o755);
  const database = await openEmbedded({ dataFolder, durable: false });
  await applyMigrations(database.url);
  return {
    url: database.url,
    async release() {
      await database.release();
      rmSync(dataFolder, { recursive: true });
    },
  };
}
