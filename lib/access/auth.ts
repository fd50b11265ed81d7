import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import * as z from 'zod/mini';
import { spendInvitation } from '@/lib/access/one-time-links';
import { type BreachedRange, refusalOf } from '@/lib/access/password';
import { hashPassword, isOutdated, verifyPassword } from '@/lib/access/password-hash';
import { sessionSecrets } from '@/lib/access/server-secret';
import { cookiePrefix } from '@/lib/access/session-cookie';
import { noteLinkedAccount, noteSignIns, noteSignOut } from '@/lib/access/sign-in-notes';
import { openIdProviders, socialProviders } from '@/lib/access/sign-in-providers';
import type { PrismaClient } from '@/lib/db/generated/client';
import { readAs } from '@/lib/domain/fault';
import { PersonName } from '@/lib/domain/member';
import { env } from '@/lib/env';

const daySeconds = 24 * 60 * 60;
/** Where sign-in works without AFTERMERGE_URL: nobody else is reached by these names. */
const ownMachine = ['localhost:*', '127.0.0.1:*', '[::1]:*'];

/** The header that tells better-auth where a request came from; ours alone, whatever was sent. */
export const addressHeader = 'x-aftermerge-client';

/**
 * better-auth as it is set up here: people join by a one-time link, or by an invitation for the address
 * that an account elsewhere proves, never by themselves.
 */
export function makeAuth(database: PrismaClient, breachedRange?: BreachedRange) {
  const { AFTERMERGE_URL } = env();
  return betterAuth({
    ...options(database, breachedRange),
    plugins: [
      twoFactor({ issuer: 'Aftermerge' }),
      passkey({ rpName: 'Aftermerge', ...(AFTERMERGE_URL ? { origin: AFTERMERGE_URL } : {}) }),
      genericOAuth({ config: openIdProviders() }),
    ],
  });
}
export type Auth = ReturnType<typeof makeAuth>;

function options(database: PrismaClient, breachedRange: BreachedRange | undefined) {
  return {
    appName: 'Aftermerge',
    database: prismaAdapter(database, { provider: 'postgresql' }),
    ...sessionSecrets(),
    baseURL: env().AFTERMERGE_URL ?? { allowedHosts: ownMachine },
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Limits are ours: they hold across processes, and for every route.
    rateLimit: { enabled: false },
    // Sessions are listed and ended by our own routes, which tell no page the others' tokens.
    disabledPaths: [
      '/sign-up/email',
      '/request-password-reset',
      '/reset-password',
      '/list-sessions',
      '/revoke-session',
      '/revoke-sessions',
      '/revoke-other-sessions',
      '/update-session',
      // What no page of ours asks for.
      '/verify-password',
      '/get-access-token',
      '/refresh-token',
      '/account-info',
      '/change-email',
      '/delete-user',
      '/delete-user/callback',
      '/send-verification-email',
      '/verify-email',
      '/two-factor/send-otp',
      '/two-factor/verify-otp',
      '/two-factor/get-totp-uri',
      '/two-factor/generate-backup-codes',
    ],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      password: { hash: hashPassword, verify: verifyAndRenew(database) },
    },
    session: { expiresIn: 14 * daySeconds, updateAge: daySeconds, freshAge: daySeconds / 24 },
    account: { accountLinking: { enabled: true }, encryptOAuthTokens: true },
    socialProviders: socialProviders(),
    // Never from what somebody posts: invitations and administrators say these.
    user: {
      additionalFields: {
        role: { type: 'string', required: false, input: false, returned: false },
        teams: { type: 'string[]', required: false, input: false, returned: false },
      },
    },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: await asInvited(database, user) }) } },
      account: {
        create: {
          before: withoutIdToken,
          after: (account) => noteLinkedAccount(database, account),
        },
        update: { before: withoutIdToken },
      },
      session: {
        delete: { after: (session, context) => noteSignOut(database, session, context?.path) },
      },
    },
    hooks: { before: refuseBadFields(breachedRange), after: noteSignIns(database) },
    advanced: {
      cookiePrefix,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  } satisfies BetterAuthOptions;
}

/** What a provider says of somebody is read once: it is not sealed as its other tokens are, and so not kept. */
const withoutIdToken = async <Kept extends object>(account: Kept) => ({
  data: { ...account, idToken: null },
});

/** Somebody who comes from an account elsewhere, with what their invitation allows. */
async function asInvited<Person extends { email: string; emailVerified: boolean }>(
  database: PrismaClient,
  person: Person,
) {
  const invitation = person.emailVerified
    ? await spendInvitation(database, person.email, new Date())
    : undefined;
  if (invitation === undefined) {
    throw new APIError('FORBIDDEN', {
      code: 'NOT_INVITED',
      message: 'Nobody has invited this address: ask an administrator for an invitation.',
    });
  }
  return { ...person, role: invitation.role, teams: invitation.teams };
}

/** Knows a password again, and keeps it anew where it was kept by a lower cost. */
function verifyAndRenew(database: PrismaClient) {
  return async ({ hash, password }: { hash: string; password: string }): Promise<boolean> => {
    if (!(await verifyPassword(hash, password))) return false;
    if (isOutdated(hash)) {
      const renewed = await hashPassword(password);
      // No two hashes are the same: each has a salt of its own.
      await database.account.updateMany({
        where: { password: hash },
        data: { password: renewed },
      });
    }
    return true;
  };
}

/**
 * Refuses new passwords that are known or easily guessed, and of one's own facts all but a good name.
 * A new password ends all other sessions, whatever was asked for: whoever had the one before is out.
 */
const refuseBadFields = (breachedRange: BreachedRange | undefined) =>
  createAuthMiddleware(async ({ path, body }) => {
    if (path === '/update-user') {
      const { value, fault } = readAs(OwnFacts, body);
      if (fault) throw new APIError('BAD_REQUEST', { message: `${fault.path} ${fault.reason}.` });
      return { context: { body: value } };
    }
    if (path !== '/change-password') return;
    const refused = await refusalOf(String(body?.newPassword ?? ''), [], breachedRange);
    if (refused !== undefined) throw new APIError('BAD_REQUEST', { message: refused });
    return { context: { body: { ...body, revokeOtherSessions: true } } };
  });

/** What people may say of themselves. */
const OwnFacts = z.strictObject({ name: PersonName });
