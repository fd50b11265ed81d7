import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, onlyOf, Url, When, Word, WordList, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** The fixed payload (v0.1.0), and the template that Honeycomb proposes since, which nests its alert. */
const Payload = z.object({
  id: Word,
  name: Word,
  status: Word,
  description: Words,
  trigger_description: Words,
  is_test: fitting(z.boolean()),
  trigger_url: Url,
  result_url: Url,
  datasets: WordList,
  links: fitting(z.object({ url: Url })),
  alert: fitting(
    z.object({
      instanceId: Word,
      status: Word,
      description: Words,
      timestamp: When,
      severity: Word,
      isTest: fitting(z.boolean()),
    }),
  ),
});

const states: ReadonlyMap<string, 'open' | 'over'> = new Map([
  ['triggered', 'open'],
  ['ok', 'over'],
]);
const deliveryId = 'x-honeycomb-webhook-delivery-id';

export const honeycomb: Source = {
  label: 'Honeycomb',
  group: 'incident tool',
  verify: (received, secrets) =>
    verifyToken(received, secrets, { header: 'x-honeycomb-webhook-token', kept: [deliveryId] }),

  identify(delivery) {
    const payload = glimpse(delivery, Payload);
    return {
      id: idOr(delivery.headers[deliveryId], delivery.body),
      event: (payload?.alert?.status ?? payload?.status)?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const { id, alert, description, trigger_description: about } = payload;
      const status = alert?.status ?? payload.status;
      const state = states.get(status?.toLowerCase() ?? '');
      if (state === undefined) return { ignored: status ?? 'a payload without a status' };
      if (payload.is_test === true || alert?.isTest === true) return { ignored: 'a test' };
      // The fixed payload does not tell one outage of a trigger from its next.
      const key = alert?.instanceId ?? id;
      if (key === undefined) return { ignored: 'an alert without its id' };
      const at = alert?.timestamp ?? receivedAt;
      const title = payload.name ?? `Trigger ${key}`;
      const text = [...new Set([alert?.description, description, about])]
        .flatMap((words) => words ?? [])
        .join('\n');
      const service = onlyOf(payload.datasets);
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('honeycomb', key),
          title,
          text: text.slice(0, 200_000) || undefined,
          severity: alert?.severity,
          service,
          url: payload.trigger_url ?? payload.links?.url ?? payload.result_url,
          alert: true,
        },
        state === 'open' ? { openedAt: at } : { resolvedAt: at },
        receivedAt,
      );
      return tellIncidents(incidents, repositories, { text: `${title}\n${text}`, service });
    });
  },

  setup: {
    where:
      'Team Settings → Integrations → Trigger and SLO Recipients → Add Integration → Webhook, with the payload that Honeycomb proposes; then name it as a recipient of triggers and burn alerts.',
    secret: 'Shared Secret',
    events: ['Triggers and burn alerts, triggered and resolved'],
  },
};
