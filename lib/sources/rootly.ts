import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, listOf, onlyOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { believed, hmac, idOr, isSame, isTimely } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Payload = z.object({
  event: fitting(z.object({ id: Word, type: Word, issued_at: When })),
  data: fitting(
    z.object({
      id: Word,
      title: Word,
      summary: Words,
      status: Word,
      url: Url,
      short_url: Url,
      severity: fitting(z.union([z.string(), z.object({ name: Word })])),
      services: listOf(z.object({ name: Word })),
      started_at: When,
      created_at: When,
      updated_at: When,
      mitigated_at: When,
      resolved_at: When,
    }),
  ),
});

const none: ReadonlySet<string> = new Set(['incident.cancelled', 'incident.deleted']);

export const rootly: Source = {
  label: 'Rootly',
  group: 'incident tool',

  /** `X-Rootly-Signature: t=…,v1=…` signs the moment and the body; some of its docs put a dot between. */
  verify(received, secrets) {
    const told = received.headers.get('x-rootly-signature') ?? '';
    const [, moment = '', signature = ''] = /^t=(\d+),\s*v1=([0-9a-f]+)$/.exec(told) ?? [];
    if (!signature) return { refused: 'There is no X-Rootly-Signature of the form t=…,v1=….' };
    if (!isTimely(moment, received.at)) {
      return { refused: 'X-Rootly-Signature is more than five minutes from now.' };
    }
    const fits = secrets.some((secret) =>
      ['', '.'].some((dot) => isSame(hmac(secret, [moment, dot, received.body], 'hex'), signature)),
    );
    return fits
      ? believed(received, [])
      : { refused: 'X-Rootly-Signature does not fit the body and the secret.' };
  },

  identify(delivery) {
    const event = glimpse(delivery, Payload)?.event;
    return {
      id: idOr(event?.id, delivery.body),
      event: event?.type?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ event, data }, receivedAt) => {
      const type = event?.type ?? 'unknown';
      if (type.startsWith('alert.')) {
        return { ignored: `${type}: an alert, of which its own tool tells` };
      }
      if (!type.startsWith('incident.') || none.has(type) || data?.id === undefined) {
        return { ignored: type };
      }
      const title = data.title ?? 'Incident';
      const service = onlyOf(data.services)?.name;
      const severity = typeof data.severity === 'string' ? data.severity : data.severity?.name;
      const updatedAt = data.updated_at ?? event?.issued_at;
      const isOver = type === 'incident.resolved' || data.status === 'resolved';
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('rootly', data.id),
          title,
          text: data.summary,
          severity,
          service,
          url: data.url ?? data.short_url,
        },
        {
          openedAt: data.started_at ?? data.created_at,
          updatedAt,
          resolvedAt: data.resolved_at ?? (isOver ? (updatedAt ?? receivedAt) : undefined),
        },
        receivedAt,
      );
      const text = `${title}\n${data.summary ?? ''}`;
      return tellIncidents(incidents, repositories, { text, service });
    });
  },

  setup: {
    where: 'Configuration → Webhooks → New webhook endpoint.',
    secret: 'Secret, which Rootly shows for the endpoint: enter it here',
    events: ['incident.created', 'incident.updated', 'incident.resolved'],
  },
};
