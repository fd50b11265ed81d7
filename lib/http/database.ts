import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';

declare global {
  /** Next loads routes and pages as separate bundles; only the global object is shared by them. */
  var aftermergeDatabase: PrismaClient | undefined;
}

/** The one client of this process, for routes and pages. */
export function database(): PrismaClient {
  globalThis.aftermergeDatabase ??= connect(env.databaseUrl);
  return globalThis.aftermergeDatabase;
}
