import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Received, type Refusal, VerifiedDelivery } from '@/lib/sources/source';

/** How far a signed moment may be from now (Standard Webhooks, and what most senders advise). */
const toleranceMs = 300_000;

/** Compares without telling by time how much is alike. */
export function isSame(right: string, told: string): boolean {
  const [a, b] = [Buffer.from(right), Buffer.from(told)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** HMAC-SHA256 of the parts, one after the other. */
export function hmac(
  secret: string | Uint8Array,
  parts: readonly (string | Uint8Array)[],
  encoding: 'hex' | 'base64',
): string {
  const sum = createHmac('sha256', secret);
  for (const part of parts) sum.update(part);
  return sum.digest(encoding);
}

/** What is kept of a request that was believed: the headers named, nothing that proves or identifies a person. */
export function believed(
  { headers, body, at }: Received,
  kept: readonly string[],
): VerifiedDelivery {
  const found = ['content-type', 'user-agent', ...kept].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return new VerifiedDelivery(Object.fromEntries(found), body, at);
}

/** Believes a header that holds the HMAC-SHA256 of the body after a prefix, in hexadecimal digits. */
export function verifyHmac(
  received: Received,
  secrets: readonly string[],
  { header, prefix = '', kept }: { header: string; prefix?: string; kept: readonly string[] },
): VerifiedDelivery | Refusal {
  const told = received.headers.get(header);
  if (!told) return { refused: `There is no ${header}.` };
  const fits = secrets.some((secret) =>
    isSame(`${prefix}${hmac(secret, [received.body], 'hex')}`, told),
  );
  return fits
    ? believed(received, kept)
    : { refused: `${header} does not fit the body and the secret.` };
}

/**
 * Believes a secret that is sent along: as a bearer token, as the password of Basic, in a header of the
 * sender's, in `X-Aftermerge-Token`, or as `?token=` of the address.
 */
export function verifyToken(
  received: Received,
  secrets: readonly string[],
  { header, kept }: { header?: string; kept: readonly string[] },
): VerifiedDelivery | Refusal {
  const told = tokensOf(received, header);
  if (told.length === 0) {
    return {
      refused: `There is no token: send it ${header ? `in ${header}` : 'as Authorization: Bearer, or as ?token= of the address'}.`,
    };
  }
  const fits = told.some((token) => secrets.some((secret) => isSame(secret, token)));
  return fits ? believed(received, kept) : { refused: 'The token is not that of this source.' };
}

function tokensOf({ headers, token }: Received, header: string | undefined): string[] {
  const authorization = headers.get('authorization') ?? '';
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(.+)$/.exec(authorization) ?? [];
  const decoded = Buffer.from(credentials, 'base64');
  // Decoding overlooks what is cut off or added: only the one right form counts.
  const isWhole = decoded.toString('base64') === credentials;
  const password = isWhole ? decoded.toString('utf8').replace(/^[^:]*:/, '') : '';
  return [
    header === undefined ? null : headers.get(header),
    headers.get('x-aftermerge-token'),
    /^bearer$/i.test(scheme) ? credentials : null,
    /^basic$/i.test(scheme) ? password : null,
    token,
  ].filter((one): one is string => one != null && one !== '');
}

/** Whether a moment that was signed along is near enough to now; `told` in seconds since 1970. */
export function isTimely(told: string, at: Date): boolean {
  return /^\d{1,12}$/.test(told) && Math.abs(Number(told) * 1_000 - at.getTime()) <= toleranceMs;
}

/**
 * Believes what is signed by Standard Webhooks (standardwebhooks.com, also Svix): `v1,` and the base64
 * HMAC-SHA256 of id, timestamp and body, one of a list; the secret is `whsec_` and base64, or plain text.
 */
export function verifyStandardWebhook(
  received: Received,
  secrets: readonly string[],
  { kept }: { kept: readonly string[] },
): VerifiedDelivery | Refusal {
  const told = (name: string) =>
    received.headers.get(`webhook-${name}`) ?? received.headers.get(`svix-${name}`) ?? '';
  const [id, timestamp, signatures] = [told('id'), told('timestamp'), told('signature')];
  if (!id || !timestamp || !signatures) {
    return { refused: 'webhook-id, webhook-timestamp or webhook-signature is missing.' };
  }
  if (!isTimely(timestamp, received.at)) {
    return { refused: 'webhook-timestamp is more than five minutes from now.' };
  }
  const fits = secrets.some((secret) => {
    const right = hmac(keyOf(secret), [`${id}.${timestamp}.`, received.body], 'base64');
    return signatures.split(' ').some((one) => isSame(`v1,${right}`, one));
  });
  return fits
    ? believed(received, ['webhook-id', 'webhook-timestamp', 'svix-id', 'svix-timestamp', ...kept])
    : { refused: 'webhook-signature does not fit the body and the secret.' };
}

const keyOf = (secret: string) =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);

/** What recognises a repetition where the sender gives no id: the body itself. */
export function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** As an id of a sender's may be: short, and nothing but letters and signs. */
const isId = (told: string) => told.length <= 200 && /^[^\p{Cc}\p{Surrogate}]+$/u.test(told);

/** An id as a sender gives it, or the body's digest where it gives none or one that cannot be one. */
export function idOr(told: string | undefined, body: Uint8Array): string {
  return told !== undefined && isId(told) ? told : digestOf(body);
}
