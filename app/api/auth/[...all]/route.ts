import * as z from 'zod/mini';
import { addressHeader } from '@/lib/access/auth';
import { endOutlivedSessions } from '@/lib/access/session-lifetime';
import { findViewer } from '@/lib/access/viewer';
import { auth } from '@/lib/http/auth';
import { readBody } from '@/lib/http/body';
import { clientAddress } from '@/lib/http/client-address';
import { database } from '@/lib/http/database';
import { keyOf, limit } from '@/lib/http/limits';
import { networkOf } from '@/lib/http/network-of';
import { route } from '@/lib/http/route';
import { refuseOtherThanJson } from '@/lib/http/same-origin';

const limitBytes = 64 * 1024;

/** What somebody could try one after another, wherever it is posted to. */
const secrets = ['password', 'currentPassword', 'code'];
const Posted = z.record(z.string(), z.unknown());

/** Counts an attempt against where it comes from, and against the account that it is for. */
async function limitAttempts(headers: Headers, body: Uint8Array): Promise<void> {
  const { data } = Posted.safeParse(jsonOf(new TextDecoder().decode(body)));
  if (data === undefined || !secrets.some((name) => name in data)) return;
  await limit('sign-in-address', networkOf(clientAddress(headers)));
  const email = typeof data.email === 'string' ? data.email : await emailOf(headers);
  if (email !== undefined) await limit('sign-in-account', keyOf(email.trim().toLowerCase()));
}

/** Of whoever is signed in: what asks for a password again is tried against their account. */
async function emailOf(headers: Headers): Promise<string | undefined> {
  const asked = new Headers(headers);
  asked.delete('authorization');
  const viewer = await findViewer(database(), auth(), asked, false);
  return viewer !== undefined && 'email' in viewer ? viewer.email : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Everything about signing in: better-auth answers, in its own form. */
const handler = route(async (request) => {
  const headers = new Headers(request.headers);
  headers.set(addressHeader, clientAddress(request.headers) ?? 'unknown');
  const { method, url } = request;
  const isBare = method === 'GET' || method === 'HEAD';
  const body = isBare ? undefined : await readBody(request, limitBytes);
  if (body !== undefined && body.byteLength > 0) {
    refuseOtherThanJson(request);
    await limitAttempts(request.headers, body);
  }
  if (headers.has('cookie')) await endOutlivedSessions(database(), new Date());
  return auth().handler(new Request(url, { method, headers, ...(body && { body }) }));
});

export { handler as GET, handler as POST };
