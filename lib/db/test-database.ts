import { Client } from 'pg';
import { afterAll, beforeAll, inject, vi } from 'vitest';
import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { createDatabase, databaseName, dropDatabase } from '@/lib/db/scratch-database';

export type TestDatabase = { readonly prisma: PrismaClient; readonly url: string };

/**
 * A database for the tests of one file (or one `describe`): migrated, empty, its own. Whoever opens
 * connections of their own to `url` must close them: one left open fails the file.
 */
export function testDatabase(): TestDatabase {
  const template = inject('templateUrl');
  let open: TestDatabase | undefined;
  const current = (): TestDatabase => {
    if (!open) throw new Error('The test database opens before the first test, not before.');
    return open;
  };
  beforeAll(async () => {
    const url = await createDatabase(serverOf(template), databaseName(template));
    open = { url, prisma: connect(url) };
  });
  afterAll(async () => {
    const { prisma, url } = current();
    await prisma.$disconnect();
    await vi.waitFor(async () => {
      const open = await countConnections(url);
      if (open > 0) throw new Error(`A test left ${open} connections to its database open.`);
    });
    await dropDatabase(serverOf(url), url);
  });
  return {
    get prisma() {
      return current().prisma;
    },
    get url() {
      return current().url;
    },
  };
}

/** The database that every server has, to speak about the others from. */
function serverOf(url: string): string {
  const server = new URL(url);
  server.pathname = 'postgres';
  return server.href;
}

async function countConnections(url: string): Promise<number> {
  const client = new Client(serverOf(url));
  await client.connect();
  const { rowCount } = await client
    .query('select from pg_stat_activity where datname = $1', [databaseName(url)])
    .finally(() => client.end());
  return rowCount ?? 0;
}
