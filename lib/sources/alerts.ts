import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { Labels, listOf, Url, When, Word } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { digestOf } from '@/lib/sources/proof';
import type { Reading, VerifiedDelivery } from '@/lib/sources/source';

/** One alert of a group; the group's own status says nothing of it where they differ. */
const Alert = z.object({
  status: Word,
  labels: Labels,
  annotations: Labels,
  startsAt: When,
  endsAt: When,
  generatorURL: Url,
  fingerprint: Word,
});
type Alert = z.output<typeof Alert>;

/** What Alertmanager posts (version 4), and Grafana after it. */
const Group = z.object({
  status: Word,
  groupKey: Word,
  title: Word,
  externalURL: Url,
  alerts: listOf(Alert),
});
type Group = z.output<typeof Group>;

const bytesOf = (told: unknown) => new TextEncoder().encode(JSON.stringify(told));

/** Alertmanager's own name for an alert's labels, or ours where it is left out. */
const nameOf = ({ fingerprint, labels }: Alert) =>
  fingerprint ?? digestOf(bytesOf([...labels].sort())).slice(0, 16);

/**
 * What makes a repetition of a group recognisable: which of its alerts fire since when. Where an alert
 * tells no beginning, only the same body is the same.
 */
export function identifyAlerts(delivery: VerifiedDelivery): { id: string; event: string } {
  const group = glimpse(delivery, Group);
  const alerts = group?.alerts ?? [];
  const isDated = alerts.length > 0 && alerts.every(({ startsAt }) => startsAt !== undefined);
  const states = alerts.map((alert) => `${nameOf(alert)} ${alert.startsAt} ${alert.status}`).sort();
  return {
    id: digestOf(isDated ? bytesOf([group?.groupKey, states]) : delivery.body),
    event: group?.status?.slice(0, 100) ?? 'unknown',
  };
}

/** The incidents that a group of alerts tells: one for each alert since it fired. */
export function readAlerts(
  delivery: VerifiedDelivery,
  kind: string,
  repositories: readonly string[],
): Reading {
  return readBody(delivery, Group, (group, receivedAt) => {
    const told = group.alerts.map((alert) =>
      tellAlert(alert, group, { kind, repositories, receivedAt }),
    );
    const events = told.flatMap((one) => (Array.isArray(one) ? one : []));
    const [ignored = { ignored: 'a payload that lists no alerts' }] = told.flatMap((one) =>
      Array.isArray(one) ? [] : one,
    );
    return events.length > 0 ? events : ignored;
  });
}

const states: ReadonlySet<string> = new Set(['firing', 'resolved']);

function tellAlert(
  alert: Alert,
  group: Group,
  told: { kind: string; repositories: readonly string[]; receivedAt: string },
) {
  const { labels, annotations, startsAt } = alert;
  const status = alert.status ?? group.status ?? 'unknown';
  if (!states.has(status)) return { ignored: `an alert that is ${status}` };
  if (labels.get('alertname') === 'TestAlert' && labels.get('instance') === 'Grafana') {
    return { ignored: 'a test of the contact point' };
  }
  const title = annotations.get('summary') ?? labels.get('alertname') ?? group.title ?? 'Alert';
  const text = [...annotations].flatMap(([name, words]) => (name === 'summary' ? [] : words));
  const service = firstOf(labels, ['service', 'service_name', 'app', 'application']);
  const incidents = newsOfIncident(
    {
      incident: keyOfIncident(told.kind, nameOf(alert), ...(startsAt ? [startsAt] : [])),
      title: title.slice(0, 500),
      text: text.join('\n').slice(0, 200_000) || undefined,
      severity: firstOf(labels, ['severity', 'priority']),
      service,
      url: alert.generatorURL ?? group.externalURL,
      alert: true,
    },
    {
      openedAt: startsAt,
      // While it fires, its end is the zero time or a moment to come.
      resolvedAt: status === 'resolved' ? (alert.endsAt ?? told.receivedAt) : undefined,
    },
    told.receivedAt,
  );
  return tellIncidents(incidents, told.repositories, {
    text: `${title}\n${text.join('\n')}`,
    service,
  });
}

function firstOf(labels: ReadonlyMap<string, string>, names: readonly string[]) {
  const [word] = names.flatMap((name) => labels.get(name)?.slice(0, 500) ?? []);
  return word;
}
