import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { listOf, onlyOf, Url, When, Word, WordList, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { digestOf, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** A workflow's payload, as New Relic proposes it, and the fixed one of older notification channels. */
const Payload = z.object({
  issueId: Word,
  id: Word,
  issueUrl: Url,
  title: Word,
  priority: Word,
  state: Word,
  policyName: Word,
  conditionName: Word,
  alertPolicyNames: WordList,
  alertConditionNames: WordList,
  impactedEntities: WordList,
  createdAt: When,
  updatedAt: When,
  closedAt: When,
  incident_id: Word,
  incident_url: Url,
  current_state: Word,
  severity: Word,
  policy_name: Word,
  condition_name: Word,
  details: Words,
  targets: listOf(z.object({ name: Word })),
  timestamp: When,
});
type Payload = z.output<typeof Payload>;

/** What New Relic calls the state of an issue; older channels say open and closed. */
const states: ReadonlyMap<string, 'open' | 'over'> = new Map([
  ['created', 'open'],
  ['activated', 'open'],
  ['acknowledged', 'open'],
  ['open', 'open'],
  ['closed', 'over'],
]);

const stateOf = ({ state, current_state }: Payload) => state ?? current_state;

/** When it was opened, last changed and closed: older channels tell only when they spoke. */
function momentsOf(payload: Payload, isOver: boolean, receivedAt: string) {
  const { createdAt, updatedAt, closedAt, timestamp } = payload;
  const spokenAt = updatedAt ?? timestamp;
  return {
    openedAt: createdAt,
    updatedAt: spokenAt,
    resolvedAt: isOver ? (closedAt ?? spokenAt ?? receivedAt) : undefined,
  };
}

export const newrelic: Source = {
  label: 'New Relic',
  group: 'incident tool',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const payload = glimpse(delivery, Payload);
    return {
      id: digestOf(delivery.body),
      event: (payload && stateOf(payload))?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const id = payload.issueId ?? payload.id ?? payload.incident_id;
      const told = stateOf(payload);
      const state = states.get(told?.toLowerCase() ?? '');
      if (state === undefined) return { ignored: told ?? 'a payload without a state' };
      if (id === undefined) return { ignored: 'an issue without its id' };
      const names = [
        payload.policyName ?? payload.policy_name ?? payload.alertPolicyNames,
        payload.conditionName ?? payload.condition_name ?? payload.alertConditionNames,
      ].flat();
      const title =
        payload.title ?? payload.conditionName ?? payload.condition_name ?? `New Relic ${id}`;
      const text = [payload.details ?? [], names].flat(2).join('\n');
      const service = onlyOf(payload.impactedEntities) ?? onlyOf(payload.targets)?.name;
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('newrelic', id),
          title,
          text: text.slice(0, 200_000) || undefined,
          severity: payload.priority ?? payload.severity,
          service,
          url: payload.issueUrl ?? payload.incident_url,
          alert: true,
        },
        momentsOf(payload, state === 'over', receivedAt),
        receivedAt,
      );
      return tellIncidents(incidents, repositories, { text: `${title}\n${text}`, service });
    });
  },

  setup: {
    where:
      'Alerts → Destinations → Webhook; then Alerts → Workflows → Add a workflow → Notify: Webhook, with the payload that New Relic proposes.',
    secret: 'Authorization of the destination: Bearer token',
    contentType: 'application/json',
    events: ['Activated', 'Acknowledged', 'Closed'],
  },
};
