import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, Url, When, Word } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { believed, hmac, idOr, isSame } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Named = fitting(z.object({ summary: Word }));

/** `data` is an incident only where its type says so: notes, responders and others have their own forms. */
const Payload = z.object({
  event: fitting(
    z.object({
      id: Word,
      event_type: Word,
      occurred_at: When,
      data: fitting(
        z.object({
          id: Word,
          type: Word,
          html_url: Url,
          status: Word,
          title: Word,
          created_at: When,
          resolved_at: When,
          service: Named,
          priority: Named,
          urgency: Word,
        }),
      ),
    }),
  ),
});

export const pagerduty: Source = {
  label: 'PagerDuty',
  group: 'incident tool',

  /** `X-PagerDuty-Signature` lists one signature for each secret that is valid: `v1=…,v1=…`. */
  verify(received, secrets) {
    const told = received.headers.get('x-pagerduty-signature');
    if (!told) return { refused: 'There is no X-PagerDuty-Signature.' };
    const signatures = told.split(',').map((one) => one.trim());
    const fits = secrets.some((secret) => {
      const right = `v1=${hmac(secret, [received.body], 'hex')}`;
      return signatures.some((one) => isSame(right, one));
    });
    return fits
      ? believed(received, ['x-webhook-id', 'x-webhook-subscription'])
      : { refused: 'X-PagerDuty-Signature does not fit the body and the secret.' };
  },

  identify(delivery) {
    const event = glimpse(delivery, Payload)?.event;
    return {
      // The event's id is the same for every subscription that tells of it; a header may be missing.
      id: idOr(event?.id ?? delivery.headers['x-webhook-id'], delivery.body),
      event: event?.event_type?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ event }, receivedAt) => {
      const { data, event_type: type = 'unknown', occurred_at: at = receivedAt } = event ?? {};
      if (data?.type !== 'incident' || data.id === undefined) return { ignored: type };
      const title = data.title ?? 'Incident';
      const service = data.service?.summary;
      const isNew = type === 'incident.triggered';
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('pagerduty', data.id),
          title,
          severity: data.priority?.summary ?? data.urgency,
          service,
          url: data.html_url,
        },
        {
          openedAt: data.created_at ?? (isNew ? at : undefined),
          updatedAt: at,
          resolvedAt: data.status === 'resolved' ? (data.resolved_at ?? at) : undefined,
        },
        receivedAt,
      );
      return tellIncidents(incidents, repositories, { text: title, service });
    });
  },

  setup: {
    where:
      'Integrations → Generic Webhooks (v3) → New Webhook; scope: the account, a team or a service.',
    secret: 'Signing secret, which PagerDuty shows once it is saved: enter it here',
    events: [
      'incident.triggered',
      'incident.priority_updated',
      'incident.reopened',
      'incident.resolved',
    ],
  },
};
