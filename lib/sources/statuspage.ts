import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, listOf, onlyOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const Update = z.object({ id: Word, body: Words, created_at: When, updated_at: When });

const Payload = z.object({
  incident: fitting(
    z.object({
      id: Word,
      name: Word,
      status: Word,
      impact: Word,
      shortlink: Url,
      started_at: When,
      created_at: When,
      updated_at: When,
      resolved_at: When,
      incident_updates: listOf(Update),
      components: listOf(z.object({ name: Word })),
    }),
  ),
  component_update: z.optional(z.unknown()),
});

/** The states of an incident; maintenance that was planned has others, and is none. */
const states: ReadonlyMap<string, 'open' | 'over'> = new Map([
  ['investigating', 'open'],
  ['identified', 'open'],
  ['monitoring', 'open'],
  ['resolved', 'over'],
  ['postmortem', 'over'],
]);

/** The newest first; what tells no moment stays as it was told. */
function newestFirst(updates: readonly z.output<typeof Update>[]) {
  return updates.toSorted((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
}

export const statuspage: Source = {
  label: 'Statuspage',
  group: 'incident tool',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const payload = glimpse(delivery, Payload);
    const incident = payload?.incident;
    const [newest] = newestFirst(incident?.incident_updates ?? []);
    const isKnown = incident?.id !== undefined && newest?.id !== undefined;
    const other = payload?.component_update === undefined ? 'unknown' : 'component_update';
    return {
      id: idOr(isKnown ? `${incident.id}/${newest.id}` : undefined, delivery.body),
      event:
        incident === undefined ? other : `incident.${incident.status ?? 'unknown'}`.slice(0, 100),
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ incident, component_update }, receivedAt) => {
      if (incident?.id === undefined) {
        const isComponent = component_update !== undefined;
        return {
          ignored: isComponent ? 'the state of a component' : 'a payload without an incident',
        };
      }
      const state = states.get(incident.status ?? '');
      if (state === undefined) {
        return { ignored: `an incident that is ${incident.status ?? 'in no state'}` };
      }
      const updates = newestFirst(incident.incident_updates);
      const text = updates.flatMap(({ body }) => body ?? []).join('\n\n');
      const title = incident.name ?? 'Incident';
      const service = onlyOf(incident.components)?.name;
      const updatedAt = incident.updated_at ?? updates[0]?.created_at;
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('statuspage', incident.id),
          title,
          text: text.slice(0, 200_000) || undefined,
          severity: incident.impact,
          service,
          url: incident.shortlink,
        },
        {
          openedAt: incident.started_at ?? incident.created_at,
          updatedAt,
          resolvedAt:
            state === 'over' ? (incident.resolved_at ?? updatedAt ?? receivedAt) : undefined,
        },
        receivedAt,
      );
      return tellIncidents(incidents, repositories, { text: `${title}\n${text}`, service });
    });
  },

  setup: {
    where:
      'Your status page → Subscribe to updates → Webhook (switched on under Subscribers → Options → Settings).',
    secret: 'token in the address',
    events: ['Incidents (what it sends of components is ignored)'],
  },
};
