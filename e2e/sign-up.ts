import { request } from '@playwright/test';

/** A password that no list of stolen ones has. */
export const password = 'only for end-to-end tests 7f3a';

/** Joins by the key of a one-time link and signs in; answers with the cookies, as Playwright keeps them. */
export async function signUp(
  key: string,
  { name, email }: { name: string; email: string },
  baseURL = process.env.E2E_URL ?? '',
) {
  const client = await request.newContext({
    baseURL,
    // Within a test it would be the administrator otherwise.
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: baseURL },
  });
  const joined = await client.post('/api/v1/join', { data: { key, name, email, password } });
  if (!joined.ok()) throw new Error(`Nobody could join: ${await joined.text()}`);
  const signedIn = await client.post('/api/auth/sign-in/email', { data: { email, password } });
  if (!signedIn.ok()) throw new Error(`Nobody could sign in: ${await signedIn.text()}`);
  const state = await client.storageState();
  await client.dispose();
  return state;
}
