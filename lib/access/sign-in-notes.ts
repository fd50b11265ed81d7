import { createAuthMiddleware, isAPIError } from 'better-auth/api';
import { type AuditNote, noteInAudit } from '@/lib/audit/note';
import type { PrismaClient } from '@/lib/db/generated/client';
import type { AuditAction } from '@/lib/domain/decision';

interface Person {
  id: string;
  name: string;
  email: string;
}

/** What ends in a session where it works, and how the audit trail says it. */
const waysIn: ReadonlyMap<string, string> = new Map([
  ['/sign-in/email', 'By password.'],
  ['/two-factor/verify-totp', 'By password and authenticator app.'],
  ['/two-factor/verify-backup-code', 'By password and backup code.'],
  ['/passkey/verify-authentication', 'By passkey.'],
  ['/callback/:id', 'By an account elsewhere.'],
]);

/** What changes how somebody signs in, as the audit trail says it. */
const accountChanges: ReadonlyMap<string, string> = new Map([
  ['/change-password', 'A new password; all other sessions ended.'],
  ['/two-factor/disable', 'No second step any more.'],
  ['/passkey/verify-registration', 'A passkey was added.'],
  ['/passkey/update-passkey', 'A passkey was renamed.'],
  ['/passkey/delete-passkey', 'A passkey was removed.'],
  ['/unlink-account', 'An account elsewhere was unlinked.'],
]);

/** Keeps in the audit trail who signed in, who could not, and who changed how they do. */
export function noteSignIns(database: PrismaClient) {
  return createAuthMiddleware(async ({ path = '', body, context }) => {
    const { newSession, session, returned } = context;
    // What sends the browser on is thrown as well.
    const isRefused = isAPIError(returned) && returned.statusCode >= 400;
    const isTheirs = session !== null && session !== undefined;
    const way = waysIn.get(path);
    if (way !== undefined && !isTheirs) {
      if (isRefused) await noteFailure(database, path, body);
      else if (newSession !== null && !needsSecondStep(path, newSession.user)) {
        await note(database, newSession.user, 'sign-in', way);
      }
      return;
    }
    if (!isTheirs || isRefused) return;
    if (path === '/update-user') {
      await noteName(database, session.user, body);
      return;
    }
    const isSetUp = path === '/two-factor/verify-totp' && newSession !== null;
    const changed = isSetUp ? 'A second step was set up.' : accountChanges.get(path);
    if (changed !== undefined) await note(database, session.user, 'change-account', changed);
  });
}

/** Keeps what somebody was called before, and is since. */
async function noteName(
  database: PrismaClient,
  person: Person,
  body: { name?: unknown } | undefined,
): Promise<void> {
  const name = String(body?.name ?? '');
  if (name === person.name) return;
  const turn = { before: { name: person.name }, after: { name } };
  await note(database, person, 'change-account', 'Another name.', turn);
}

/** The session that a password alone makes ends at once where more is asked for. */
const needsSecondStep = (path: string, { twoFactorEnabled }: Readonly<Record<string, unknown>>) =>
  path === '/sign-in/email' && twoFactorEnabled === true;

/** Who tried is not known; whose account it was is, where there is one. */
async function noteFailure(
  database: PrismaClient,
  path: string,
  body: { email?: unknown } | undefined,
): Promise<void> {
  // What was typed may be anything, a password among it: only a known address is written down.
  const email = String(body?.email ?? '').toLowerCase();
  const known = email === '' ? null : await database.user.findUnique({ where: { email } });
  await noteInAudit(database, {
    decidedBy: 'somebody',
    action: 'fail-to-sign-in',
    repository: null,
    subject: known?.email ?? 'an unknown address',
    reason: path === '/sign-in/email' ? '' : (waysIn.get(path) ?? ''),
  });
}

/** Keeps in the audit trail that somebody may sign in with an account elsewhere from now on. */
export async function noteLinkedAccount(
  database: PrismaClient,
  { userId, providerId }: { userId: string; providerId: string },
): Promise<void> {
  const person = await database.user.findUnique({ where: { id: userId } });
  if (person === null) return;
  await note(database, person, 'change-account', `An account of ${providerId} was linked.`);
}

/** Keeps in the audit trail that a session ended because its person signed out. */
export async function noteSignOut(
  database: PrismaClient,
  { userId }: { userId: string },
  path: string | undefined,
): Promise<void> {
  if (path !== '/sign-out') return;
  const person = await database.user.findUnique({ where: { id: userId } });
  if (person !== null) await note(database, person, 'sign-out', '');
}

const note = (
  database: PrismaClient,
  { id, name, email }: Person,
  action: AuditAction,
  reason: string,
  turn: Pick<AuditNote, 'before' | 'after'> = {},
) =>
  noteInAudit(database, {
    decidedBy: `${name} <${email}>`,
    personId: id,
    action,
    repository: null,
    subject: email,
    reason,
    ...turn,
  });
