import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressHeader } from '@/lib/access/auth';
import { auth } from '@/lib/http/auth';
import { readBody } from '@/lib/http/body';
import { clientAddress } from '@/lib/http/client-address';
import { limit } from '@/lib/http/limits';
import { route } from '@/lib/http/route';

const limitBytes = 64 * 1024;

/** Where somebody could try one secret after another. */
const attempts =
  /^\/api\/auth\/(sign-in\/email|two-factor\/verify|passkey\/verify-auth|change-password)/;
const Attempt = z.object({ email: z.string() });

/** Counts an attempt against where it comes from, and against the account that it is for. */
async function limitAttempts(from: string, body: Uint8Array | undefined): Promise<void> {
  await limit('sign-in-address', from);
  const { data } = Attempt.safeParse(jsonOf(new TextDecoder().decode(body)));
  if (data !== undefined) await limit('sign-in-account', digestOf(data.email));
}

/** Whatever was typed is no longer than a key may be, and is kept nowhere. */
const digestOf = (email: string) =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

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
  const from = clientAddress(request.headers) ?? 'unknown';
  headers.set(addressHeader, from);
  const isBare = request.method === 'GET' || request.method === 'HEAD';
  const body = isBare ? undefined : await readBody(request, limitBytes);
  const { method, url } = request;
  if (attempts.test(new URL(url).pathname)) await limitAttempts(from, body);
  return auth().handler(new Request(url, { method, headers, ...(body && { body }) }));
});

export { handler as GET, handler as POST };
