import * as z from 'zod/mini';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, isTimely, verifyHmac } from '@/lib/sources/proof';
import { type Source, VerifiedDelivery } from '@/lib/sources/source';
import { tellIssue } from '@/lib/sources/tracked-issue';

const Payload = z.object({
  action: Word,
  type: Word,
  url: Url,
  webhookTimestamp: fitting(z.number()),
  data: fitting(
    z.object({
      id: Word,
      identifier: Word,
      title: Word,
      description: Words,
      url: Url,
      priorityLabel: Word,
      labels: listOf(z.object({ name: Word })),
      state: fitting(z.object({ type: Word })),
      createdAt: When,
      updatedAt: When,
      completedAt: When,
      canceledAt: When,
    }),
  ),
});

const over: ReadonlySet<string | undefined> = new Set(['completed', 'canceled']);
const actions: ReadonlySet<string | undefined> = new Set(['create', 'update']);

export const linear: Source = {
  label: 'Linear',
  group: 'incident tool',

  /** The moment that is signed along stands in the body, in milliseconds. */
  verify(received, secrets) {
    const verified = verifyHmac(received, secrets, {
      header: 'linear-signature',
      kept: ['linear-delivery', 'linear-event'],
    });
    if (!(verified instanceof VerifiedDelivery)) return verified;
    const sentAt = glimpse(verified, Payload)?.webhookTimestamp;
    return sentAt === undefined || isTimely(String(Math.trunc(sentAt / 1_000)), received.at)
      ? verified
      : { refused: 'webhookTimestamp is more than five minutes from now.' };
  },

  identify(delivery) {
    const { type, action } = glimpse(delivery, Payload) ?? {};
    return {
      id: idOr(delivery.headers['linear-delivery'], delivery.body),
      event: [type ?? 'unknown', action ?? []].flat().join('.').slice(0, 100),
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ type, action, data: issue, url }, receivedAt) => {
      if (type !== 'Issue' || !actions.has(action)) {
        return { ignored: `${type ?? 'a payload without a type'} ${action ?? ''}`.trim() };
      }
      if (issue?.id === undefined) return { ignored: 'an issue without its data' };
      const { id, identifier, updatedAt, priorityLabel } = issue;
      const isOver = over.has(issue.state?.type);
      return tellIssue(
        {
          kind: 'linear',
          id,
          labels: issue.labels.flatMap(({ name }) => name ?? []),
          title: issue.title ?? identifier ?? id,
          text: issue.description,
          url: issue.url ?? url,
          severity: priorityLabel === 'No priority' ? undefined : priorityLabel,
          openedAt: issue.createdAt,
          updatedAt,
          resolvedAt: isOver
            ? (issue.completedAt ?? issue.canceledAt ?? updatedAt ?? receivedAt)
            : undefined,
        },
        repositories,
        receivedAt,
      );
    });
  },

  setup: {
    where: 'Settings → Administration → API → Webhooks → New webhook.',
    secret: 'Signing secret (Linear makes it: enter it here)',
    events: ['Issues'],
  },
};
