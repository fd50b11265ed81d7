import { signUp } from '@/e2e/sign-up';
import { makeLink } from '@/lib/access/one-time-links';
import type { PrismaClient } from '@/lib/db/generated/client';

/** The address that an administrator is signed in at, and their cookies, as Playwright keeps them. */
export async function signInAdministrator(database: PrismaClient, address: string) {
  // By this name all clients send cookies that are for secure connections alone.
  const url = address.replace('127.0.0.1', 'localhost');
  const link = { purpose: 'first', role: 'admin', madeBy: 'npm run bench' } as const;
  const key = await makeLink(database, link, new Date());
  const person = { name: 'Administrator', email: 'admin@example.org' };
  return { url, storageState: await signUp(key, person, url) };
}
