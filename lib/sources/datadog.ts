import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** A variable that Datadog has nothing for is left as it was written, or said to be null. */
const unfilled = /^(?:\$[A-Z_]+|null|none|n\/a)$/i;

function filled<Out>(form: z.ZodMiniType<Out>) {
  return z.pipe(
    z.pipe(
      z.optional(z.unknown()),
      z.transform((told) =>
        typeof told === 'string' && unfilled.test(told.trim()) ? undefined : told,
      ),
    ),
    form,
  );
}

/** What is asked of Datadog: its variables, each in a field of its own name. */
const Alert = z.object({
  id: filled(Word),
  date: filled(When),
  alert_id: filled(Word),
  alert_scope: filled(Word),
  alert_cycle_key: filled(Word),
  alert_transition: filled(Word),
  alert_type: filled(Word),
  alert_priority: filled(Word),
  event_title: filled(Word),
  text_only_msg: filled(Words),
  link: filled(Url),
  tags: filled(Words),
});

/** The payload to enter in Datadog, which sends what people write there. */
export const template = `{${Object.keys(Alert.shape)
  .map((field) => `"${field}": "$${field.toUpperCase()}"`)
  .join(', ')}}`;

/** What Datadog calls a notification; a warning is no incident yet. */
const transitions: ReadonlyMap<string, 'opened' | 'resolved'> = new Map([
  ['triggered', 'opened'],
  ['re-triggered', 'opened'],
  ['no data', 'opened'],
  ['re-no data', 'opened'],
  ['renotify', 'opened'],
  ['recovered', 'resolved'],
]);

export const datadog: Source = {
  label: 'Datadog',
  group: 'incident tool',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const alert = glimpse(delivery, Alert);
    return {
      id: idOr(alert?.id, delivery.body),
      event: alert?.alert_transition?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Alert, (alert, receivedAt) => {
      const { alert_id: monitor, alert_scope: scope, alert_transition: transition } = alert;
      const effect = transitions.get(transition?.toLowerCase() ?? '');
      if (effect === undefined) {
        return {
          ignored: transition ?? 'a payload without alert_transition: enter that of the set-up',
        };
      }
      if (monitor === undefined) {
        return { ignored: 'a payload without alert_id: enter that of the set-up' };
      }
      if (effect === 'opened' && alert.alert_type?.toLowerCase() === 'warning') {
        return { ignored: 'a warning' };
      }
      const at = alert.date ?? receivedAt;
      const title = withoutTransition(alert.event_title ?? `Monitor ${monitor}`);
      const service = serviceOf(alert.tags) ?? serviceOf(scope);
      const incidents = newsOfIncident(
        {
          // From a trigger to its recovery a cycle has one key; old accounts have the monitor's only.
          incident: keyOfIncident('datadog', monitor, scope ?? '', alert.alert_cycle_key ?? ''),
          title,
          text: alert.text_only_msg,
          severity: alert.alert_priority,
          service,
          url: alert.link,
          alert: true,
        },
        effect === 'opened' ? { openedAt: at } : { resolvedAt: at },
        receivedAt,
      );
      const text = `${title}\n${alert.text_only_msg ?? ''}`;
      return tellIncidents(incidents, repositories, { text, service });
    });
  },

  setup: {
    where: `Integrations → Webhooks → New: URL; Custom Headers {"X-Aftermerge-Token": "the secret"}; Payload ${template}. Then write @webhook- and its name into the message of each monitor.`,
    secret: 'X-Aftermerge-Token in Custom Headers',
    contentType: 'application/json (leave "Encode as form" unticked)',
    events: ['Every monitor whose message names the webhook'],
  },
};

/** `[Triggered on {host:a}] Disk is full` is titled `Disk is full` through all of its states. */
function withoutTransition(title: string): string {
  return (
    title
      .replace(
        /^\[(?:P\d\]\s*\[)?(?:re-)?(?:triggered|recovered|no data|warn|renotify)[^\]]*\]\s*/i,
        '',
      )
      .trim() || title
  );
}

function serviceOf(tags: string | undefined): string | undefined {
  return /(?:^|,)\s*service:([^,\s]+)/.exec(tags ?? '')?.[1]?.slice(0, 500);
}
