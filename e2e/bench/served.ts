import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '@/lib/cli/build';
import { claimAddress, startWebServer, urlOf } from '@/lib/cli/web-server';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { openTemporaryDatabase } from '@/lib/db/temporary-database';

/**
 * The built application on a database of its own, for as long as the work takes.
 * @param environment is told to the server: open to read unless that says otherwise, since nobody signs in for
 * what a bench measures.
 */
export async function served(
  work: (url: string, database: PrismaClient, databaseUrl: string) => Promise<void>,
  environment: Record<string, string> = { AFTERMERGE_OPEN: '1' },
): Promise<void> {
  // Secrets that the bench stores are read by the server.
  process.env.AFTERMERGE_SECRET ??= randomUUID();
  await buildIfStale(console.log);
  const dataFolder = mkdtempSync(join(tmpdir(), 'aftermerge-bench-'));
  const server = await openTemporaryDatabase();
  const database = connect(server.url);
  try {
    const address = await claimAddress({ host: '127.0.0.1', port: 0 });
    const web = await startWebServer(address, {
      DATABASE_URL: server.url,
      AFTERMERGE_DATA: dataFolder,
      LOG_LEVEL: 'silent',
      ...environment,
    });
    await work(urlOf(address), database, server.url).finally(() => web.stop());
  } finally {
    await database.$disconnect();
    await server.release();
    rmSync(dataFolder, { recursive: true });
  }
}
