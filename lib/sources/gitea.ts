import * as z from 'zod/mini';
import { accountOf, Repository, User } from '@/lib/sources/github/payload';
import { readPullRequest } from '@/lib/sources/github/pull-request';
import { readPush } from '@/lib/sources/github/push';
import { readIssue, readIssueComment } from '@/lib/sources/github/reports';
import { seenIn } from '@/lib/sources/github/seen';
import { checked, Moment, type PayloadReader, parseJson, reads } from '@/lib/sources/payload';
import { idOr, verifyHmac } from '@/lib/sources/proof';
import type { Source } from '@/lib/sources/source';

/** Reviews are told by the event alone: there is no id of one, so a reviewer's last word counts. */
const verdicts = {
  approved: 'approved',
  rejected: 'changes-requested',
  comment: 'commented',
} as const;

function readReviewAs(verdict: (typeof verdicts)[keyof typeof verdicts]): PayloadReader {
  return reads(
    z.object({
      sender: User,
      pull_request: z.object({ number: z.int(), updated_at: z.nullish(Moment) }),
      repository: Repository,
    }),
    ({ sender, pull_request: pullRequest, repository }, receivedAt) => [
      {
        type: 'review.submitted',
        repository: repository.name,
        at: pullRequest.updated_at ?? receivedAt,
        number: pullRequest.number,
        review: `by-${sender?.login ?? 'somebody'}`,
        reviewer: accountOf(sender),
        verdict,
      },
    ],
  );
}

/** Payloads are GitHub's in what is read of them, but for reviews. */
const readers: ReadonlyMap<string, PayloadReader> = new Map([
  ['pull_request', readPullRequest],
  ['pull_request_assign', readPullRequest],
  ['pull_request_label', readPullRequest],
  ['pull_request_milestone', readPullRequest],
  ['pull_request_sync', readPullRequest],
  ['pull_request_review_request', readPullRequest],
  ['pull_request_approved', readReviewAs(verdicts.approved)],
  ['pull_request_rejected', readReviewAs(verdicts.rejected)],
  ['pull_request_comment', readReviewAs(verdicts.comment)],
  ['push', readPush],
  ['issues', readIssue],
  ['issue_comment', readIssueComment],
]);

/** Gitea and Forgejo send the same under names of their own; what they send under GitHub's is not read. */
function host(label: string, word: 'gitea' | 'forgejo'): Source {
  const own: Source = {
    label,
    group: 'git host',
    verify: (received, secrets) =>
      verifyHmac(received, secrets, {
        header: `x-${word}-signature`,
        kept: [`x-${word}-delivery`, `x-${word}-event`, `x-${word}-event-type`],
      }),

    identify: ({ headers, body }) => ({
      id: idOr(headers[`x-${word}-delivery`], body),
      event: headers[`x-${word}-event`]?.slice(0, 100) || 'unknown',
    }),

    read(delivery) {
      const payload = parseJson(delivery);
      if (payload.fault) return payload;
      const { event } = own.identify(delivery);
      const reader = readers.get(event);
      if (reader === undefined) return { events: [], ignored: event };
      const receivedAt = delivery.receivedAt.toISOString();
      const reading = reader(payload.value, receivedAt);
      if (reading.fault) return reading;
      const events = [...reading.events, ...seenIn(payload.value, receivedAt)];
      return checked({ events, ignored: reading.ignored });
    },

    setup: {
      where: `In the repository or organisation: Settings → Webhooks → Add webhook → ${label}.`,
      secret: 'Secret',
      contentType: 'application/json',
      events: ['Push', 'Pull request', 'Pull request reviewed', 'Issues', 'Issue comment'],
    },
  };
  return own;
}

export const gitea = host('Gitea', 'gitea');
export const forgejo = host('Forgejo', 'forgejo');
