import { type Auth, makeAuth } from '@/lib/access/auth';
import { database } from '@/lib/http/database';

declare global {
  /** Next loads routes and pages as separate bundles; only the global object is shared by them. */
  var aftermergeAuth: Auth | undefined;
}

/** The one better-auth of this process. */
export function auth(): Auth {
  globalThis.aftermergeAuth ??= makeAuth(database());
  return globalThis.aftermergeAuth;
}
