'use client';

import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/client';
import { twoFactorClient } from 'better-auth/client/plugins';

/** What the pages of signing in, and of one's own account, ask better-auth with. */
export const authClient = createAuthClient({
  basePath: '/api/auth',
  plugins: [twoFactorClient(), passkeyClient()],
});

interface Answer<Data> {
  data?: Data | null | undefined;
  error: { message?: string | undefined; status: number } | null;
}

/** What better-auth answered; throws in words for the person who waits. */
export async function answered<Data>(
  asked: Promise<Answer<Data>>,
): Promise<Data | null | undefined> {
  const { data, error } = await asked;
  if (error === null) return data;
  throw new Error(
    error.message ??
      (error.status === 429 ? 'Too many attempts: wait a minute.' : 'The server does not answer.'),
  );
}
