import { connect } from '@/lib/db/client';
import type { PrismaClient } from '@/lib/db/generated/client';
import { env } from '@/lib/env';
import { Problem } from '@/lib/problem';

declare global {
  /** Next loads routes and pages as separate bundles; only the global object is shared by them. */
  var aftermergeDatabase: PrismaClient | undefined;
}

/** The one client of this process, for routes and pages. */
export function database(): PrismaClient {
  globalThis.aftermergeDatabase ??= connect(databaseUrl());
  return globalThis.aftermergeDatabase;
}

/** The start command sets it for the server that it starts, also where it brings its own database. */
function databaseUrl(): string {
  const url = env().DATABASE_URL;
  if (url === undefined) throw new Problem('DATABASE_URL is not set: start with npm start.');
  return url;
}
