import * as z from 'zod/mini';
import { PostedEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import { Word } from '@/lib/sources/lenient';
import { checked, glimpse, parseJson } from '@/lib/sources/payload';
import { idOr, verifyStandardWebhook, verifyToken } from '@/lib/sources/proof';
import type { Reading, Source } from '@/lib/sources/source';

const Typed = z.object({ type: Word });
/** The payload that Standard Webhooks advises (standardwebhooks.com). */
const Envelope = z.object({
  type: Word,
  timestamp: z.optional(z.unknown()),
  data: z.record(z.string(), z.unknown()),
});

const known: ReadonlySet<string | undefined> = new Set(
  PostedEvent.def.options.map((option) => option.shape.type.def.values[0]),
);

/** The event in an envelope, whose type and moment count where it tells none of its own; else as it is. */
function unwrapped(told: unknown): unknown {
  const { data: envelope } = Envelope.safeParse(told);
  if (envelope === undefined) return told;
  const { type, timestamp: at, data } = envelope;
  return { ...(type === undefined ? {} : { type }), ...(at === undefined ? {} : { at }), ...data };
}

/** The first fault, or all events together and the first word that was ignored. */
function readEvents(list: readonly unknown[]): Reading {
  const readings = list.map((told, index) => readEvent(told, list.length > 1 ? `${index}.` : ''));
  const faulty = readings.find(({ fault }) => fault !== undefined);
  return (
    faulty ?? {
      events: readings.flatMap(({ events }) => events ?? []),
      ignored: readings.find(({ ignored }) => ignored !== undefined)?.ignored,
    }
  );
}

function readEvent(told: unknown, place: string): Reading {
  const event = unwrapped(told);
  const type = Typed.safeParse(event).data?.type;
  if (!known.has(type)) return { events: [], ignored: type ?? 'a payload without a type' };
  const { value, fault } = readAs(PostedEvent, event);
  return fault ? { fault: { ...fault, path: `${place}${fault.path}` } } : { events: [value] };
}

export const standardWebhooks: Source = {
  label: 'Any tool (Standard Webhooks)',
  group: 'any tool',

  /** Whoever signs is held to the signature; a tool that cannot sign sends a token. */
  verify(received, secrets) {
    const { headers } = received;
    return headers.has('webhook-signature') || headers.has('svix-signature')
      ? verifyStandardWebhook(received, secrets, { kept: [] })
      : verifyToken(received, secrets, { kept: ['webhook-id', 'svix-id'] });
  },

  identify(delivery) {
    const { headers, body } = delivery;
    return {
      id: idOr(headers['webhook-id'] ?? headers['svix-id'], body),
      event: glimpse(delivery, Typed)?.type?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery) {
    const payload = parseJson(delivery);
    if (payload.fault) return payload;
    const list: readonly unknown[] = Array.isArray(payload.value) ? payload.value : [payload.value];
    if (list.length === 0) return { events: [], ignored: 'an empty list' };
    return checked(readEvents(list));
  },

  setup: {
    where:
      'In the tool: post events as /api/v1/events takes them, one or a list, bare or as {"type", "timestamp", "data"}.',
    secret:
      'Signing secret of Standard Webhooks (whsec_ and base64, or plain text), or a token: Authorization: Bearer, X-Aftermerge-Token or ?token= in the address',
    contentType: 'application/json',
    events: [...known].flatMap((type) => type ?? []),
  },
};
