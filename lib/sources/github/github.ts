import {
  readCheckRun,
  readCheckSuite,
  readStatus,
  readWorkflowRun,
} from '@/lib/sources/github/checks';
import { readDeploymentStatus } from '@/lib/sources/github/deployment-status';
import { readPullRequest } from '@/lib/sources/github/pull-request';
import { readPush } from '@/lib/sources/github/push';
import { readIssue, readIssueComment } from '@/lib/sources/github/reports';
import { readRepository } from '@/lib/sources/github/repository';
import { readReview } from '@/lib/sources/github/review';
import { seenIn } from '@/lib/sources/github/seen';
import { checked, type PayloadReader, parseJson } from '@/lib/sources/payload';
import { idOr, verifyHmac } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** Nothing but a greeting: the repository that it may come from is all there is to learn. */
const readGreeting: PayloadReader = () => ({ events: [] });

/** Every event that is understood, and what GitHub's page calls it where it is to be ticked. */
const readers: ReadonlyMap<string, { read: PayloadReader; tick?: string }> = new Map([
  ['pull_request', { read: readPullRequest, tick: 'Pull requests' }],
  ['pull_request_review', { read: readReview, tick: 'Pull request reviews' }],
  ['push', { read: readPush, tick: 'Pushes' }],
  ['check_run', { read: readCheckRun, tick: 'Check runs' }],
  ['check_suite', { read: readCheckSuite, tick: 'Check suites' }],
  ['workflow_run', { read: readWorkflowRun, tick: 'Workflow runs' }],
  ['status', { read: readStatus, tick: 'Statuses' }],
  ['deployment_status', { read: readDeploymentStatus, tick: 'Deployment statuses' }],
  ['issues', { read: readIssue, tick: 'Issues' }],
  ['issue_comment', { read: readIssueComment, tick: 'Issue comments' }],
  ['repository', { read: readRepository, tick: 'Repositories' }],
  ['ping', { read: readGreeting }],
  ['installation', { read: readGreeting }],
  ['installation_repositories', { read: readGreeting }],
]);

/** What is kept of a request's headers. */
const kept = [
  'x-github-delivery',
  'x-github-event',
  'x-github-hook-id',
  'x-github-hook-installation-target-id',
  'x-github-hook-installation-target-type',
  'x-github-enterprise-host',
  'x-github-enterprise-version',
] as const;

export const github: Source = {
  label: 'GitHub',
  group: 'git host',

  verify(received, secrets) {
    return verifyHmac(received, secrets, {
      header: 'x-hub-signature-256',
      prefix: 'sha256=',
      kept,
    });
  },

  identify({ headers, body }) {
    return {
      id: idOr(headers['x-github-delivery'], body),
      event: headers['x-github-event']?.slice(0, 100) || 'unknown',
    };
  },

  read(delivery) {
    const payload = parseJson(delivery);
    if (payload.fault) return payload;
    const { event } = github.identify(delivery);
    const reader = readers.get(event);
    if (reader === undefined) return { events: [], ignored: event };
    const receivedAt = delivery.receivedAt.toISOString();
    const reading = reader.read(payload.value, receivedAt);
    if (reading.fault) return reading;
    const events = [...reading.events, ...seenIn(payload.value, receivedAt)];
    return checked({ events, ignored: reading.ignored });
  },

  setup: {
    where: 'In the repository or organisation: Settings → Webhooks → Add webhook.',
    secret: 'Secret',
    contentType: 'application/json',
    events: [...readers.values()].flatMap(({ tick }) => tick ?? []),
  },
};
