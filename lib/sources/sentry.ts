import * as z from 'zod/mini';
import { RepositoryName, Sha } from '@/lib/domain/change';
import type { LedgerEvent } from '@/lib/domain/event';
import { keyOfIncident, newsOfIncident, tellIncidents } from '@/lib/sources/incident';
import { fitting, listOf, Url, When, Word, Words } from '@/lib/sources/lenient';
import { glimpse, readBody, type Told } from '@/lib/sources/payload';
import { idOr, verifyHmac } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

const SuspectCommit = z.object({
  id: fitting(Sha),
  repository: fitting(z.object({ name: fitting(RepositoryName) })),
});
const Issue = z.object({
  id: Word,
  title: Word,
  culprit: Word,
  level: Word,
  status: Word,
  substatus: Word,
  permalink: Url,
  web_url: Url,
  firstSeen: When,
  lastSeen: When,
  project: fitting(z.object({ slug: Word })),
  suspectCommits: listOf(SuspectCommit),
});
const Payload = z.object({
  action: Word,
  data: fitting(
    z.object({
      issue: fitting(Issue),
      event: fitting(
        z.object({
          issue_id: Word,
          title: Word,
          culprit: Word,
          level: Word,
          environment: Word,
          datetime: When,
          web_url: Url,
          suspectCommits: listOf(SuspectCommit),
        }),
      ),
      metric_alert: fitting(
        z.object({
          id: Word,
          title: Word,
          date_started: When,
          date_detected: When,
          date_closed: When,
        }),
      ),
      description_title: Word,
      description_text: Words,
      web_url: Url,
    }),
  ),
});
type Payload = z.output<typeof Payload>;

const errors: ReadonlySet<string> = new Set(['error', 'fatal']);

/** An issue is an incident where it is an error; Sentry tells no moment of its resolution. */
function tellIssue({ action, data }: Payload, repositories: readonly string[], at: string): Told {
  const issue = data?.issue;
  if (issue?.id === undefined) return { ignored: `issue.${action ?? 'unknown'}` };
  if (issue.level !== undefined && !errors.has(issue.level)) {
    return { ignored: `an issue of level ${issue.level}` };
  }
  const incident = keyOfIncident('sentry', issue.id);
  const title = issue.title ?? 'Issue';
  const incidents = newsOfIncident(
    {
      incident,
      title,
      text: issue.culprit,
      severity: issue.level,
      url: issue.permalink ?? issue.web_url,
    },
    {
      openedAt: issue.firstSeen,
      updatedAt: issue.lastSeen,
      resolvedAt: action === 'resolved' || issue.status === 'resolved' ? at : undefined,
    },
    at,
  );
  const told = tellIncidents(incidents, repositories, {
    text: title,
    service: issue.project?.slug,
  });
  return withSuspects(told, incident, issue.suspectCommits, issue.firstSeen ?? at);
}

/** A rule of somebody's fired for an issue; many a time for one, and it is one incident. */
function tellAlert({ data }: Payload, repositories: readonly string[], at: string): Told {
  const event = data?.event;
  if (event?.issue_id === undefined) return { ignored: 'an alert without an issue' };
  const incident = keyOfIncident('sentry', event.issue_id);
  const title = event.title ?? 'Issue';
  const openedAt = event.datetime ?? at;
  const words = { incident, title, text: event.culprit, severity: event.level, url: event.web_url };
  const told = tellIncidents(newsOfIncident(words, { openedAt }, at), repositories, {
    text: title,
  });
  return withSuspects(told, incident, event.suspectCommits, openedAt);
}

/** A warning that becomes critical is the same incident, more severe. */
function tellMetric({ action, data }: Payload, repositories: readonly string[], at: string): Told {
  const alert = data?.metric_alert;
  if (alert?.id === undefined) return { ignored: 'a metric alert without an id' };
  const isOver = action === 'resolved';
  const title = data?.description_title ?? alert.title ?? 'Metric alert';
  const incidents = newsOfIncident(
    {
      incident: keyOfIncident('sentry', 'metric', alert.id),
      title,
      text: data?.description_text,
      severity: isOver ? undefined : action,
      url: data?.web_url,
    },
    {
      openedAt: alert.date_started ?? alert.date_detected,
      updatedAt: isOver ? undefined : at,
      resolvedAt: isOver ? (alert.date_closed ?? at) : undefined,
    },
    at,
  );
  return tellIncidents(incidents, repositories, {
    text: `${title}\n${data?.description_text ?? ''}`,
  });
}

/** The commits that Sentry suspects, each in the repository that it names. */
function withSuspects(
  told: Told,
  incident: string,
  suspects: readonly z.output<typeof SuspectCommit>[],
  at: string,
): Told {
  if (!Array.isArray(told)) return told;
  const about = new Set(told.map(({ repository }) => repository));
  const links = suspects.flatMap(({ id: sha, repository }): LedgerEvent[] => {
    const name = repository?.name;
    if (sha === undefined || name === undefined || !about.has(name)) return [];
    const reason = 'Sentry suspects this commit';
    return [{ type: 'incident.linked', repository: name, at, incident, change: { sha }, reason }];
  });
  return [...told, ...links];
}

const readers: ReadonlyMap<string, typeof tellIssue> = new Map([
  ['issue', tellIssue],
  ['event_alert', tellAlert],
  ['metric_alert', tellMetric],
]);

export const sentry: Source = {
  label: 'Sentry',
  group: 'incident tool',

  verify(received, secrets) {
    return verifyHmac(received, secrets, {
      header: 'sentry-hook-signature',
      kept: ['sentry-hook-resource', 'sentry-hook-timestamp', 'request-id'],
    });
  },

  identify(delivery) {
    const resource = delivery.headers['sentry-hook-resource'] ?? 'unknown';
    const action = glimpse(delivery, Payload)?.action;
    return {
      id: idOr(delivery.headers['request-id'], delivery.body),
      event: [resource, ...(action === undefined ? [] : [action])].join('.').slice(0, 100),
    };
  },

  read(delivery, repositories) {
    return readBody(delivery, Payload, (payload, receivedAt) => {
      const resource = delivery.headers['sentry-hook-resource'] ?? 'unknown';
      const tell = readers.get(resource);
      if (tell === undefined) return { ignored: `${resource}.${payload.action ?? 'unknown'}` };
      return tell(payload, repositories, receivedAt);
    });
  },

  setup: {
    where:
      'Settings → Custom integrations → Create new integration → Internal integration → Webhook URL.',
    secret: 'Client secret, which Sentry shows under Credentials: enter it here',
    events: ['issue', 'alert rule action'],
  },
};
