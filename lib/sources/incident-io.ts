import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, verifyStandardWebhook } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Status = fitting(z.object({ category: Word }));
const Incident = z.object({
  id: Word,
  name: Word,
  summary: Words,
  permalink: Url,
  severity: fitting(z.object({ name: Word })),
  incident_status: Status,
  incident_timestamp_values: listOf(
    z.object({
      incident_timestamp: fitting(z.object({ name: Word })),
      value: fitting(z.object({ value: When })),
    }),
  ),
  created_at: When,
  updated_at: When,
});

/** What happened is under a key that is called like the event; an update of the status holds the incident. */
const Payload = z.looseObject({ event_type: Word });
const Changed = z.object({ incident: fitting(Incident), new_status: Status });

/** Categories in which it is over, and in which it turned out to be none. */
const over: ReadonlySet<string> = new Set(['learning', 'closed', 'paused']);
const none: ReadonlySet<string> = new Set(['declined', 'merged', 'canceled']);

export const incidentIo: Source = {
  label: 'incident.io',
  group: 'incident tool',
  verify: (received, secrets) => verifyStandardWebhook(received, secrets, { kept: [] }),

  identify(delivery) {
    const { headers, body } = delivery;
    return {
      id: idOr(headers['webhook-id'] ?? headers['svix-id'], body),
      event: glimpse(delivery, Payload)?.event_type?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const type = payload.event_type ?? 'unknown';
      if (!/^(?:public|private)_incident\.incident_/.test(type)) return { ignored: type };
      const changed = Changed.safeParse(payload[type]).data;
      const incident = changed?.incident ?? Incident.safeParse(payload[type]).data;
      if (incident?.id === undefined || incident.created_at === undefined) {
        return { ignored: `${type}: details of private incidents are withheld` };
      }
      const category = (changed?.new_status ?? incident.incident_status)?.category ?? '';
      if (none.has(category)) return { ignored: `an incident that is ${category}` };
      const title = incident.name ?? 'Incident';
      const updatedAt = incident.updated_at ?? incident.created_at;
      const resolved = incident.incident_timestamp_values.find(({ incident_timestamp: stamp }) =>
        /resolved|fixed/i.test(stamp?.name ?? ''),
      );
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('incident-io', incident.id),
          title,
          text: incident.summary,
          severity: incident.severity?.name,
          url: incident.permalink,
        },
        {
          openedAt: incident.created_at,
          updatedAt,
          resolvedAt: over.has(category) ? (resolved?.value?.value ?? updatedAt) : undefined,
        },
        receivedAt,
      );
      return tellIncidents(incidents, repositories, {
        text: `${title}\n${incident.summary ?? ''}`,
      });
    });
  },

  setup: {
    where: 'Settings → Webhooks → Add endpoint.',
    secret: 'Signing secret, which incident.io shows for the endpoint: enter it here',
    events: [
      'public_incident.incident_created_v2',
      'public_incident.incident_updated_v2',
      'public_incident.incident_status_updated_v2',
    ],
  },
};
