import * as z from 'zod/mini';
import { LedgerEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import { jsonOf } from '@/lib/domain/json';
import type { Reading, VerifiedDelivery } from '@/lib/sources/source';

/**
 * A moment as senders write them: ISO text with any offset, `2026-03-02 14:43:05 UTC`, seconds since
 * 1970, or milliseconds where the number is too large for seconds.
 */
export const Moment = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((told, context) => {
    const at = new Date(typeof told === 'number' ? told * (told < 1e11 ? 1_000 : 1) : told);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
    context.issues.push({ code: 'custom', input: told, message: 'must be a moment' });
    return z.NEVER;
  }),
);

/** Text as we keep it: lines end in LF only, and what is longer than we hold is cut. */
export function text(length: number) {
  return z.pipe(
    z.string(),
    z.transform((told) => told.replaceAll('\r\n', '\n').slice(0, length)),
  );
}
export const Short = text(500);
export const Long = text(200_000);

/** A link that is safe to show, or nothing. */
export const Link = z.pipe(
  z.nullish(z.string()),
  z.transform((url) =>
    url != null && url.length <= 2_000 && /^https?:\/\//.test(url) ? url : undefined,
  ),
);

/** What a payload says: its events, or why it says nothing of changes. */
export type Told = LedgerEvent[] | { ignored: string };

/** A reader of one kind of payload. What tells no moment of its own happened when it was received. */
export type PayloadReader = (payload: unknown, receivedAt: string) => Reading;

/** The reader made of a payload's schema and what it tells. */
export function reads<Payload extends z.ZodMiniType>(
  schema: Payload,
  tell: (payload: z.output<Payload>, receivedAt: string) => Told,
): PayloadReader {
  return (payload, receivedAt) => {
    const { value, fault } = readAs(schema, payload);
    if (fault) return { fault };
    const told = tell(value, receivedAt);
    return Array.isArray(told) ? { events: told } : { events: [], ignored: told.ignored };
  };
}

/** The JSON of a body, of a form's field `payload` where it was sent as a form, or the fault of it. */
export function parseJson({
  headers,
  body,
}: {
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}): { value: unknown; fault?: never } | Extract<Reading, { fault: object }> {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  try {
    const told = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    const json = isForm ? new URLSearchParams(told).get('payload') : told;
    return { value: jsonOf(json ?? '') };
  } catch {
    return { fault: { path: '', reason: 'is not JSON' } };
  }
}

/** The events of a reading as the ledger takes them, or the first fault of what a sender told. */
export function checked(reading: Reading): Reading {
  if (reading.fault) return reading;
  const { value, fault } = readAs(z.array(LedgerEvent), reading.events);
  return fault ? { fault } : { events: value, ignored: reading.ignored };
}

/** What a body of JSON tells that has one form, whatever happened. */
export function readBody<Payload extends z.ZodMiniType>(
  delivery: VerifiedDelivery,
  schema: Payload,
  tell: (payload: z.output<Payload>, receivedAt: string) => Told,
): Reading {
  const payload = parseJson(delivery);
  if (payload.fault) return payload;
  return checked(reads(schema, tell)(payload.value, delivery.receivedAt.toISOString()));
}

/** What of a body fits a form, to name a delivery by; nothing where it does not. */
export function glimpse<Payload extends z.ZodMiniType>(
  delivery: VerifiedDelivery,
  schema: Payload,
): z.output<Payload> | undefined {
  const payload = parseJson(delivery);
  return payload.fault ? undefined : z.safeParse(schema, payload.value).data;
}
