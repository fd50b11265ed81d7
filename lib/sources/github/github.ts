import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { verifyWithFallback } from '@octokit/webhooks-methods';
import * as z from 'zod/mini';
import { LedgerEvent } from '@/lib/domain/event';
import { readAs } from '@/lib/domain/fault';
import {
  readCheckRun,
  readCheckSuite,
  readStatus,
  readWorkflowRun,
} from '@/lib/sources/github/checks';
import { readDeploymentStatus } from '@/lib/sources/github/deployment-status';
import { type PayloadReader, Repository } from '@/lib/sources/github/payload';
import { readPullRequest } from '@/lib/sources/github/pull-request';
import { readPush } from '@/lib/sources/github/push';
import { readIssue, readIssueComment } from '@/lib/sources/github/reports';
import { readReview } from '@/lib/sources/github/review';
import { type Reading, type Source, VerifiedDelivery } from '@/lib/sources/source';

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
  ['repository', { read: readGreeting, tick: 'Repositories' }],
  ['ping', { read: readGreeting }],
  ['installation', { read: readGreeting }],
  ['installation_repositories', { read: readGreeting }],
]);

/** All that is kept of a request's headers: nothing that proves or identifies a person. */
const keptHeaders = [
  'content-type',
  'user-agent',
  'x-github-delivery',
  'x-github-event',
  'x-github-hook-id',
  'x-github-hook-installation-target-id',
  'x-github-hook-installation-target-type',
  'x-github-enterprise-host',
  'x-github-enterprise-version',
] as const;

export const github: Source = {
  async verify(headers, body, secrets, receivedAt) {
    const signature = headers.get('x-hub-signature-256');
    if (!signature) return { refused: 'There is no X-Hub-Signature-256.' };
    if (!(await isSigned(body, signature, secrets))) {
      return { refused: 'X-Hub-Signature-256 does not fit the body and the secret.' };
    }
    const kept = keptHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return new VerifiedDelivery(Object.fromEntries(kept), body, receivedAt);
  },

  identify({ headers, body }) {
    const told = headers['x-github-delivery'];
    return {
      id: told && told.length <= 100 ? told : createHash('sha256').update(body).digest('hex'),
      event: headers['x-github-event']?.slice(0, 100) || 'unknown',
    };
  },

  read(delivery) {
    const payload = parse(delivery);
    if (payload.fault) return payload;
    const { event } = github.identify(delivery);
    const reader = readers.get(event);
    if (reader === undefined) return { events: [], ignored: event };
    const receivedAt = delivery.receivedAt.toISOString();
    const reading = reader.read(payload.value, receivedAt);
    return reading.fault ? reading : withRepository(reading, payload.value, receivedAt);
  },

  setup: {
    path: '/api/webhooks/github',
    contentType: 'application/json',
    events: [...readers.values()].flatMap(({ tick }) => tick ?? []),
  },
};

async function isSigned(
  body: Uint8Array<ArrayBuffer>,
  signature: string,
  secrets: readonly string[],
): Promise<boolean> {
  const [secret, ...others] = secrets;
  if (secret === undefined) return false;
  const text = textOf(body);
  if (text) return verifyWithFallback(secret, text, signature, others);
  // That function takes text only, and no empty one; what is signed may be any bytes.
  return secrets.some((one) => {
    const right = Buffer.from(`sha256=${createHmac('sha256', one).update(body).digest('hex')}`);
    const told = Buffer.from(signature);
    return told.length === right.length && timingSafeEqual(told, right);
  });
}

/** The body as text that encodes to the same bytes again, or nothing. */
function textOf(body: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

type Parsed = { value: unknown; fault?: never } | Extract<Reading, { fault: object }>;

function parse({ headers, body }: VerifiedDelivery): Parsed {
  const text = textOf(body);
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const json = form && text !== undefined ? new URLSearchParams(text).get('payload') : text;
  try {
    return { value: JSON.parse(json ?? '') };
  } catch {
    return { fault: { path: '', reason: 'is not JSON' } };
  }
}

/** The events of a reading, with what the payload says of the repository itself. */
function withRepository(reading: Reading, payload: unknown, receivedAt: string): Reading {
  const { events = [], ignored } = reading;
  const all = [...events, ...seenIn(payload, receivedAt)];
  const { value, fault } = readAs(z.array(LedgerEvent), all);
  return fault ? { fault } : { events: value, ignored };
}

function seenIn(payload: unknown, receivedAt: string): LedgerEvent[] {
  const told = z.safeParse(z.object({ repository: Repository }), payload);
  if (!told.success) return [];
  const { name, url, defaultBranch, updatedAt, pushedAt } = told.data.repository;
  const at = [updatedAt, pushedAt]
    .filter((moment) => moment !== undefined)
    .sort()
    .at(-1);
  return [{ type: 'repository.seen', repository: name, at: at ?? receivedAt, url, defaultBranch }];
}
