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
  error: { message?: string | undefined; code?: string | undefined; status: number } | null;
}

/** What better-auth says in words of its own trade. */
const wordsByCode: ReadonlyMap<string, string> = new Map([
  ['SESSION_NOT_FRESH', 'You signed in more than an hour ago: sign out and in again for this.'],
  ['INVALID_PASSWORD', 'This is not your password.'],
  [
    'CREDENTIAL_ACCOUNT_NOT_FOUND',
    'You have no password here: an administrator can make a link that sets one.',
  ],
  ['INVALID_CODE', 'This code is wrong, or no longer valid: take the one that is shown now.'],
  ['INVALID_TWO_FACTOR_COOKIE', 'This took too long: sign in again.'],
  ['FAILED_TO_UNLINK_LAST_ACCOUNT', 'It is your only way to sign in.'],
]);

/** What better-auth answered; throws in words for the person who waits. */
export async function answered<Data>(
  asked: Promise<Answer<Data>>,
): Promise<Data | null | undefined> {
  const { data, error } = await asked;
  if (error === null) return data;
  throw new Error(
    wordsByCode.get(error.code ?? '') ??
      error.message ??
      (error.status === 429 ? 'Too many attempts: wait a minute.' : 'The server does not answer.'),
  );
}
