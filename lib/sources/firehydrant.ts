import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { digestOf, verifyHmac, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Payload = z.object({
  event: fitting(z.object({ operation: Word, resource_type: Word })),
  data: fitting(
    z.object({
      incident: fitting(
        z.object({
          id: Word,
          name: Word,
          summary: Words,
          description: Words,
          severity: Word,
          incident_url: Url,
          private_status_page_url: Url,
          created_at: When,
          started_at: When,
          updated_at: When,
          current_milestone: Word,
          milestones: listOf(z.object({ type: Word, occurred_at: When })),
        }),
      ),
    }),
  ),
});

const endings = ['resolved', 'postmortem_started', 'retrospective_started', 'closed'];

export const firehydrant: Source = {
  label: 'FireHydrant',
  group: 'incident tool',

  /** What is signed must fit; a webhook without a secret of its own sends a token. */
  verify(received, secrets) {
    return received.headers.has('fh-signature')
      ? verifyHmac(received, secrets, { header: 'fh-signature', kept: [] })
      : verifyToken(received, secrets, { kept: [] });
  },

  identify(delivery) {
    const { resource_type: type = 'unknown', operation = '' } =
      glimpse(delivery, Payload)?.event ?? {};
    const event = [type, operation.toLowerCase()].filter((word) => word !== '').join('.');
    return { id: digestOf(delivery.body), event: event.slice(0, 100) };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ event, data }, receivedAt) => {
      const incident = data?.incident;
      if (incident?.id === undefined) return { ignored: event?.resource_type ?? 'unknown' };
      const title = incident.name ?? 'Incident';
      const words = incident.summary ?? incident.description;
      const reached = (wanted: readonly string[]) =>
        incident.milestones.find(({ type }) => wanted.includes(type ?? ''))?.occurred_at;
      const isOver = endings.includes(incident.current_milestone ?? '');
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('firehydrant', incident.id),
          title,
          text: words,
          severity: incident.severity,
          url: incident.incident_url ?? incident.private_status_page_url,
        },
        {
          openedAt: reached(['started']) ?? incident.started_at ?? incident.created_at,
          updatedAt: incident.updated_at,
          resolvedAt: isOver ? (reached(endings) ?? incident.updated_at ?? receivedAt) : undefined,
        },
        receivedAt,
      );
      return tellIncidents(incidents, repositories, { text: `${title}\n${words ?? ''}` });
    });
  },

  setup: {
    where: 'Integrations → Webhooks → Create webhook; subscribe to incidents.',
    secret: 'Secret',
    events: ['incidents'],
  },
};
