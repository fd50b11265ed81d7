import * as z from 'zod/mini';
import { fitting, listOf, onlyOf, When, Word, WordList, Words } from '@/lib/sources/lenient';
import { glimpse, readBody } from '@/lib/sources/payload';
import { idOr, verifyHmac, verifyToken } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';
import { tellIssue } from '@/lib/sources/tracked-issue';

const Named = fitting(z.object({ name: Word }));

const Issue = z.object({
  id: Word,
  key: Word,
  self: Word,
  fields: z.object({
    summary: Word,
    description: Words,
    labels: WordList,
    issuetype: Named,
    priority: Named,
    components: listOf(z.object({ name: Word })),
    status: fitting(z.object({ statusCategory: fitting(z.object({ key: Word })) })),
    reporter: fitting(z.object({ displayName: Word, accountType: Word })),
    created: When,
    updated: When,
    resolutiondate: When,
  }),
});

const Payload = z.object({ webhookEvent: Word, timestamp: When, issue: fitting(Issue) });

const told: ReadonlySet<string> = new Set(['jira:issue_created', 'jira:issue_updated']);
const identifier = 'x-atlassian-webhook-identifier';

export const jira: Source = {
  label: 'Jira',
  group: 'incident tool',

  /** Webhooks that an administrator gave a secret are signed; others can carry a token only. */
  verify(received, secrets) {
    const kept = [identifier];
    return received.headers.has('x-hub-signature')
      ? verifyHmac(received, secrets, { header: 'x-hub-signature', prefix: 'sha256=', kept })
      : verifyToken(received, secrets, { kept });
  },

  identify(delivery) {
    return {
      id: idOr(delivery.headers[identifier], delivery.body),
      event: glimpse(delivery, Payload)?.webhookEvent?.slice(0, 100) ?? 'unknown',
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, ({ webhookEvent, timestamp, issue }, receivedAt) => {
      if (webhookEvent === undefined) return { ignored: 'a payload without webhookEvent' };
      if (!told.has(webhookEvent)) return { ignored: webhookEvent };
      const id = issue?.id ?? issue?.key;
      if (issue === undefined || id === undefined)
        return { ignored: 'an issue without its fields' };
      const { fields, key, self } = issue;
      const updatedAt = fields.updated ?? timestamp;
      const isDone = fields.status?.statusCategory?.key === 'done';
      return tellIssue(
        {
          kind: 'jira',
          id,
          type: fields.issuetype?.name,
          labels: fields.labels,
          title: fields.summary ?? key ?? id,
          text: fields.description,
          url: pageOf(self, key),
          severity: fields.priority?.name,
          service: onlyOf(fields.components)?.name,
          reporter: {
            name: fields.reporter?.displayName?.slice(0, 300),
            bot: fields.reporter?.accountType === 'app' || undefined,
          },
          openedAt: fields.created,
          updatedAt,
          resolvedAt: isDone ? (fields.resolutiondate ?? updatedAt ?? receivedAt) : undefined,
        },
        repositories,
        receivedAt,
      );
    });
  },

  setup: {
    where: 'Settings → System → WebHooks → Create a WebHook.',
    secret: 'Secret (Jira Data Center before 10: token in the address)',
    events: ['Issue: created', 'Issue: updated'],
  },
};

/** Where people read an issue; the address that Jira tells is its API's. */
function pageOf(self = '', key = ''): string | undefined {
  const [, site = ''] = /^(https?:\/\/.+?)\/rest\//.exec(self) ?? [];
  // Apps reach a site through Atlassian's gateway, where nobody reads.
  const isPage = site !== '' && !site.includes('/ex/jira/') && /^\w{1,100}-\d{1,12}$/.test(key);
  return isPage ? `${site}/browse/${key}` : undefined;
}
