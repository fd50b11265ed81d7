import * as z from 'zod/mini';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { digestOf, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** Milliseconds since 1970 when an alert is created; nanoseconds, beyond what a number holds, later on. */
const Stamp = z.pipe(
  z.optional(z.unknown()),
  z.transform((told) => {
    const number = Number(told);
    const ms = number > 1e15 ? Math.floor(number / 1e6) : number;
    return When.safeParse(ms).data;
  }),
);

const Payload = z.object({
  action: Word,
  alert: fitting(
    z.object({
      alertId: Word,
      message: Word,
      description: Words,
      entity: Word,
      createdAt: Stamp,
      updatedAt: Stamp,
      priority: Word,
    }),
  ),
});

const endings: ReadonlySet<string> = new Set(['Close', 'Delete']);

export const opsgenie: Source = {
  label: 'Opsgenie',
  group: 'incident tool',
  verify: (received, secrets) => verifyToken(received, secrets, { kept: [] }),

  identify(delivery) {
    const { action } = glimpse(delivery, Payload) ?? {};
    return { id: digestOf(delivery.body), event: action?.slice(0, 100) ?? 'unknown' };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ action = 'unknown', alert }, receivedAt) => {
      if (alert?.alertId === undefined) return { ignored: action };
      const isOver = endings.has(action);
      const title = alert.message ?? 'Alert';
      const updatedAt = alert.updatedAt ?? alert.createdAt;
      const priority = alert.priority?.replace(/^(\d)$/, 'P$1');
      const incidents = newsOfIncident(
        {
          incident: keyOfIncident('opsgenie', alert.alertId),
          title,
          text: alert.description,
          severity: priority,
          service: alert.entity,
        },
        {
          openedAt: alert.createdAt,
          updatedAt,
          resolvedAt: isOver ? (updatedAt ?? receivedAt) : undefined,
        },
        receivedAt,
      );
      const text = `${title}\n${alert.description ?? ''}`;
      return tellIncidents(incidents, repositories, { text, service: alert.entity });
    });
  },

  setup: {
    where:
      'Settings → Integrations → Add integration → Webhook; as a custom header: X-Aftermerge-Token.',
    secret: 'X-Aftermerge-Token, or token in the address',
    events: [
      'Alert is created',
      'Alert is closed',
      'Alert is deleted',
      'Alert priority is updated',
    ],
  },
};
